using Frontline.Receiver;
using Frontline.Receiver.Bodies;

namespace Frontline.Properties.Receiver;

/// <summary>An inflater as the harness sees it: null when the whole body is in the buffer.</summary>
internal delegate Refusal? InflaterUnderTest(ContentCoding coding, ReadOnlyMemory<byte> sent, PooledBuffer target, int inflatedBytesMax);
