using Frontline.Hosting;

namespace Frontline.Client;

/// <summary>Where a server answers.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Token">The bearer token it wants; null when none is known.</param>
/// <param name="Stays">Whether it goes on running when this command is done.</param>
/// <param name="Own">The host when it runs in this process, for this command.</param>
internal sealed record ServerEndpoint(Uri Url, string? Token, bool Stays, IRunningHost? Own);
