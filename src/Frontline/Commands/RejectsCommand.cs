namespace Frontline.Commands;

/// <summary>Events that were rejected: why, how many, and each as it was sent.</summary>
internal sealed class RejectsCommand : DocumentedCommand
{
    public RejectsCommand(CommandServices services)
        : base("rejects", "Shows rejected events and what is wrong with them, and sends them again.", "frontline rejects list --game mygame --since 24h", "frontline rejects show 4f6f0a1b2c3d-17-0", "frontline rejects tail --game mygame", "frontline rejects replay --game mygame --code unplanned_event")
    {
        Add(new RejectsListCommand(services));
        Add(new RejectsShowCommand(services));
        Add(new RejectsTailCommand(services));
        Add(new RejectsReplayCommand(services));
    }
}
