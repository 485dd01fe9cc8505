using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Lake.Verification;

namespace Frontline.Commands;

internal sealed class LakeVerifyCommand(CommandServices services) : LakeReadingCommand(
    services, "verify", "Walks every chain and reads every file: counts, checksums, gaps, orphans. Exits with 1 when something is damaged.",
    "frontline lake verify", "frontline lake verify --data /var/lib/frontline --format json")
{
    protected override async Task<int> RunAsync(DataLayout layout, IObjectStore lake, bool asJson, CancellationToken cancellation)
    {
        var report = await Terminal.WithProgressAsync("Verifying", progress => new LakeVerifier(lake).VerifyAsync(new Progress(progress), cancellation).AsTask()).ConfigureAwait(false);
        if (asJson)
        {
            PrintJson(new { sound = report.IsSound, report.Chains, report.Entries, report.Files, report.Rows, report.Bytes, report.Findings, report.FindingsLeftOut });
        }
        else
        {
            foreach (var finding in report.Findings)
            {
                Terminal.Output.WriteLine($"{(finding.Severity == FindingSeverity.Error ? "ERROR" : "info ")} {finding.Kind} {finding.Name}: {finding.Detail}");
            }

            if (report.FindingsLeftOut > 0)
            {
                Terminal.Output.WriteLine($"and {report.FindingsLeftOut} more.");
            }

            Terminal.Output.WriteLine(
                $"{(report.IsSound ? "Sound" : "DAMAGED")}: {report.Chains} chains, {report.Entries} entries, {report.Files} files, {report.Rows} rows, {report.Bytes} bytes.");
        }

        return report.IsSound ? ExitCode.Done : ExitCode.DoneWithFindings;
    }

    private sealed class Progress(Action<ProgressReport> report) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) =>
            report(new ProgressReport(value.Bytes == 0 ? 1 : (double)value.BytesDone / value.Bytes, $"{value.FilesDone} of {value.Files} files"));
    }
}
