namespace Frontline.DataDirectories;

/// <summary>
/// Where everything lies in a data directory. Paths only: nothing is opened, created or locked.
/// </summary>
/// <remarks>
/// <code>
/// format.json      the version of this layout; written last when a directory is made
/// lock             held exclusively by the one process that owns the directory
/// config/          configuration files, *.yaml and *.json
/// games/           one file a game, and a folder for its own metrics
/// plans/           the games' tracking plans, a folder each
/// log/             the Inbox
/// lake/            chain and data files: the truth
/// state/           keyed state of the Recorder, can be rebuilt
/// warehouse/       tables and models, can be rebuilt
/// logs/            what the program had to say
/// run/             who holds the directory and where it answers; worthless after a restart
/// </code>
/// </remarks>
public sealed record DataLayout
{
    public DataLayout(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Root = Path.GetFullPath(directory);
    }

    public string Root { get; }

    public string FormatFile => Path.Combine(Root, "format.json");

    public string Config => Path.Combine(Root, "config");

    public string Games => Path.Combine(Root, "games");

    public string Log => Path.Combine(Root, "log");

    public string Lake => Path.Combine(Root, "lake");

    public string State => Path.Combine(Root, "state");

    public string Warehouse => Path.Combine(Root, "warehouse");

    public string Logs => Path.Combine(Root, "logs");

    public string Run => Path.Combine(Root, "run");

    public string ServerFile => Path.Combine(Run, "server.json");

    public string OwnerFile => Path.Combine(Run, "owner.json");
}
