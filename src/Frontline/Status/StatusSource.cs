using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Core.Roles;
using Frontline.Core.Storage;
using Frontline.Plans;

namespace Frontline.Status;

/// <summary>Puts the report together from the roles and what they lean on.</summary>
/// <param name="facts">What does not change while the host runs.</param>
/// <param name="roles">The roles that run here.</param>
/// <param name="inbox">Tells whether events are taken.</param>
/// <param name="files">Tells the space left.</param>
/// <param name="disk">Watches it.</param>
/// <param name="warehouse">How far the tables are.</param>
/// <param name="plans">The tracking plans in force.</param>
/// <param name="problems">What is wrong with configuration, games and plans right now.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusSource(
    Func<StatusFacts> facts, Func<IReadOnlyList<IRole>> roles, IInbox inbox, IFileSystem files, DiskTrend disk, WarehouseFreshness warehouse, FilePlanCatalog plans,
    Func<IReadOnlyList<string>> problems, TimeProvider time)
{
    public async Task<StatusReport> ReadAsync(CancellationToken cancellation)
    {
        var known = facts();
        var (store, tables, ledger) = await warehouse.ReadAsync(cancellation).ConfigureAwait(false);
        var began = time.GetTimestamp();
        var free = files.FreeBytes(known.DataDirectory);
        var diskMs = time.GetElapsedTime(began).TotalMilliseconds;
        var report = new StatusReport
        {
            Version = ProgramVersion.Current,
            ConfigFingerprint = known.Fingerprint,
            StartedAt = known.StartedAt.ToString(),
            Now = Timestamp.Now(time).ToString(),
            Roles = [.. roles().Select(role => role.Status)],
            Ports = [.. known.Ports.Select(url => new PortStatus(url, "http"))],
            Dependencies =
            [
                new DependencyStatus("inbox", "segment log", inbox.Refusal is null ? DependencyStatus.Ok : DependencyStatus.Failing, LatencyMs: null, inbox.Refusal),
                new DependencyStatus("lake", "local folder", DependencyStatus.Ok, diskMs, LastError: null),
                store,
            ],
            Disk = new DiskStatus(known.DataDirectory, free, disk.DaysUntilFull(free)),
            Tables = tables,
            Ledger = ledger,
            Plans = [.. plans.Plans.Select(loaded => new PlanStatus(loaded.Game, loaded.Plan.Version, loaded.Plan.Events.Count))],
            Problems = problems(),
        };
        return report with { Warnings = StatusWarnings.Of(report) };
    }
}
