using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Core.Roles;
using Frontline.Core.Storage;
using Frontline.Plans;
using Frontline.Warehouse.Loading;

namespace Frontline.Status;

/// <summary>Puts the report together from the roles and what they lean on.</summary>
/// <param name="facts">What does not change while the host runs.</param>
/// <param name="roles">The roles that run here.</param>
/// <param name="inbox">Tells whether events are taken.</param>
/// <param name="files">Tells the space left.</param>
/// <param name="disk">Watches it.</param>
/// <param name="warehouse">How far the tables are.</param>
/// <param name="damagedBooks">Books that cannot be loaded to their ends.</param>
/// <param name="plans">The tracking plans in force.</param>
/// <param name="problems">What is wrong with configuration, games and plans right now.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusSource(
    Func<StatusFacts> facts, Func<IReadOnlyList<IRole>> roles, IInbox inbox, IFileSystem files, DiskTrend disk, WarehouseFreshness warehouse,
    Func<IReadOnlyList<BookDamage>> damagedBooks, FilePlanCatalog plans, Func<IReadOnlyList<string>> problems, TimeProvider time)
{
    public async Task<StatusReport> ReadAsync(CancellationToken cancellation)
    {
        var known = facts();
        var stored = await warehouse.ReadAsync(cancellation).ConfigureAwait(false);
        var (lake, free) = LookAtLake(known.DataDirectory);
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
                lake,
                stored.Warehouse,
            ],
            Disk = new DiskStatus(known.DataDirectory, free, free is { } left ? disk.DaysUntilFull(left) : null),
            Memory = MemoryStatus.Now(),
            Tables = stored.Tables,
            Ledger = stored.Ledger,
            RatesUntil = stored.RatesUntil,
            DamagedBooks = damagedBooks(),
            Plans = [.. plans.Plans.Select(loaded => new PlanStatus(loaded.Game, loaded.Plan.Version, loaded.Plan.Events.Count))],
            Problems = problems(),
        };
        return report with { Warnings = StatusWarnings.Of(report) };
    }

    /// <summary>The page is there to say that a disk fails, so it must not fail with it.</summary>
    private (DependencyStatus Lake, long? FreeBytes) LookAtLake(string directory)
    {
        var began = time.GetTimestamp();
        try
        {
            var free = files.FreeBytes(directory);
            return (new DependencyStatus("lake", "local folder", DependencyStatus.Ok, time.GetElapsedTime(began).TotalMilliseconds, LastError: null), free);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (new DependencyStatus("lake", "local folder", DependencyStatus.Failing, time.GetElapsedTime(began).TotalMilliseconds, exception.Message), null);
        }
    }
}
