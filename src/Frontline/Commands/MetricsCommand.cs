namespace Frontline.Commands;

/// <summary>What the studio steers by.</summary>
internal sealed class MetricsCommand : DocumentedCommand
{
    public MetricsCommand(CommandServices services)
        : base(
            "metrics", "Lists metrics, tells what they mean, and computes them.",
            "frontline metrics list", "frontline metrics show arpdau", "frontline metrics run dau --from 2026-01-01 --to 2026-01-31", "frontline metrics run retention_d7 --by country --period month",
            "frontline metrics grid retention --period week",
            "frontline metrics funnel session_start level_complete purchase --within 7d",
            "frontline metrics explain dau 2026-01-26 --since 2026-01-27T09:00:00Z")
    {
        Add(new MetricsListCommand(services));
        Add(new MetricsShowCommand(services));
        Add(new MetricsRunCommand(services));
        Add(new MetricsGridCommand(services));
        Add(new MetricsFunnelCommand(services));
        Add(new MetricsCurrencyCommand(services));
        Add(new MetricsExplainCommand(services));
        Add(new MetricsLiveCommand(services));
    }
}
