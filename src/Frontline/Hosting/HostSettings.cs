using Frontline.Configuration;
using Frontline.DataDirectories;

namespace Frontline.Hosting;

/// <summary>What a host is started with.</summary>
public sealed record HostSettings
{
    /// <summary>Everything configurable, with the command line's overrides (<c>--port</c>, <c>--listen</c>) already in it.</summary>
    public required EffectiveConfiguration Configuration { get; init; }

    public required DataLayout Data { get; init; }

    /// <summary>The command that starts it, for those who find the directory taken: <c>up</c>, <c>import</c> …</summary>
    public required string Command { get; init; }

    /// <summary>Names of the roles to run; empty for all of them.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>
    /// True for <c>up</c>, <c>run</c> and <c>demo</c>: listen where the configuration says. False for a command that runs the host only as long as it
    /// needs it: a free port of the loopback address, whatever the configuration says, so that no client takes it for a server that stays.
    /// </summary>
    public required bool ListenOutside { get; init; }
}
