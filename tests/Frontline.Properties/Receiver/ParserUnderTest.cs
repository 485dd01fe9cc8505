using Frontline.Core.Road;

namespace Frontline.Properties.Receiver;

/// <summary>A parser as the harness sees it: the number of events, or null when it refuses.</summary>
internal delegate int? ParserUnderTest(ReadOnlySpan<byte> body, BatchFormat format);
