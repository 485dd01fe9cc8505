using Frontline.Core;

namespace Frontline.Status;

/// <param name="Fingerprint">The configuration's.</param>
/// <param name="StartedAt">When the host was started.</param>
/// <param name="Ports">The addresses it listens on.</param>
/// <param name="DataDirectory">Full path.</param>
internal sealed record StatusFacts(string Fingerprint, Timestamp StartedAt, IReadOnlyList<string> Ports, string DataDirectory);
