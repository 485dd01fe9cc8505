using System.Globalization;
using Frontline.Core;
using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Lake.Auditing;

namespace Frontline.Commands;

/// <summary>Recounts from what is on disk that every event is accounted for.</summary>
internal sealed class AuditCommand(CommandServices services) : LakeReadingCommand(
    services, "audit", "Recounts, from what is on disk, that received = recorded + rejected + duplicate + erased, and what is in flight. Exits with 1 when that is not so.",
    "frontline audit", "frontline audit --data /var/lib/frontline --format json")
{
    protected override async Task<int> RunAsync(DataLayout layout, IObjectStore lake, bool asJson, CancellationToken cancellation)
    {
        var inbox = new InboxInspection(Files, layout.Log);
        var report = await LakeAudit.RunAsync(lake, inbox.Read().ToAsyncEnumerable(), cancellation).ConfigureAwait(false);
        report = report with { Findings = [.. inbox.Findings, .. report.Findings] };
        if (asJson)
        {
            PrintJson(new
            {
                even = report.IsEven,
                report.Rows,
                report.Receipts,
                report.Totals,
                in_flight = report.InFlight.Select(count => new { count.Game, minute = Minute(count.Minute), count.Events }),
                uneven = report.Uneven.Select(line => new { chain = line.Chain.ToString(), line.Station, line.Game, minute = Minute(line.Minute), line.Counted, line.Recounted }),
                report.UnevenLeftOut,
                findings = report.Findings.Select(finding => new { finding.Station, finding.Name, finding.Game, minute = finding.Minute is { } minute ? Minute(minute) : null, finding.Detail }),
                report.FindingsLeftOut,
            });
        }
        else
        {
            Print(report);
        }

        return report.IsEven ? ExitCode.Done : ExitCode.DoneWithFindings;
    }

    private void Print(AuditReport report)
    {
        TextTable.Write(
            Terminal.Output, ["game", "received", "recorded", "rejected", "duplicate", "erased", "in flight"],
            report.Totals.Select(total => (string[])[total.Game, Number(total.Received), Number(total.Recorded), Number(total.Rejected), Number(total.Duplicate), Number(total.Erased), Number(total.InFlight)]),
            new HashSet<int> { 1, 2, 3, 4, 5, 6 });
        Terminal.Output.WriteLine();
        foreach (var line in report.Uneven)
        {
            Terminal.Output.WriteLine(
                $"UNEVEN {line.Game} {Minute(line.Minute)} at the {NameOf(line.Station)}: the chain counts {Counts(line.Counted)}; the rows {Counts(line.Recounted)}");
        }

        foreach (var finding in report.Findings)
        {
            Terminal.Output.WriteLine($"FOUND at the {NameOf(finding.Station)}, {finding.Name}{(finding.Game is null ? "" : $", game {finding.Game}")}{(finding.Minute is { } minute ? $", {Minute(minute)}" : "")}: {finding.Detail}");
        }

        if (report.UnevenLeftOut + report.FindingsLeftOut > 0)
        {
            Terminal.Output.WriteLine($"and {report.UnevenLeftOut + report.FindingsLeftOut} more.");
        }

        Terminal.Output.WriteLine(report.IsEven ? $"Even: {report.Receipts} receipts, {report.Rows} rows." : "NOT even.");
    }

    private static string Counts(Core.Road.LedgerCount count) =>
        $"{count.Received} received, {count.Recorded} recorded, {count.Rejected} rejected, {count.Duplicate} duplicate, {count.Erased} erased";

    private static string Minute(long unixMinute) => new Timestamp(unixMinute * Timestamp.MicrosPerMinute).ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(AuditStation station) => station.ToString().ToLowerInvariant();
}
