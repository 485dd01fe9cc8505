namespace Frontline.Status;

/// <param name="Url">Address it listens on.</param>
/// <param name="Carries">The protocol.</param>
internal sealed record PortStatus(string Url, string Carries);
