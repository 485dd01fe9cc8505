using Frontline.Core.Events;
using Frontline.Core.State;
using Frontline.Core.Storage;
using Frontline.Lake;
using Frontline.Lake.Auditing;
using Frontline.Lake.Chain;
using Frontline.Lake.Rows;
using Frontline.Lake.Verification;
using Frontline.Properties.Pipeline;

namespace Frontline.Properties.Crashes;

/// <summary>Looks at a lake that has recorded everything with all there is to look with.</summary>
internal static class LakeCheck
{
    /// <summary>What is wrong, or null.</summary>
    public static async Task<string?> WrongAsync(IObjectStore lake, ChainId chain, ClientRecord client, IStateFolder state)
    {
        if (await UnsoundAsync(lake) is { } unsound)
        {
            return unsound;
        }

        var rows = await RowsAsync(lake, chain);
        return client.Wrong(rows) ?? WrongState(state, rows);
    }

    /// <summary>What the lake's own verification and audit find wrong, or null.</summary>
    public static async Task<string?> UnsoundAsync(IObjectStore lake)
    {
        var verified = await new LakeVerifier(lake).VerifyAsync();
        if (!verified.IsSound)
        {
            return string.Join(" ", verified.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => $"{finding.Kind} {finding.Name}: {finding.Detail}"));
        }

        var audit = await LakeAudit.RunAsync(lake);
        return audit.IsEven ? null : string.Join(" ", audit.Uneven.Select(line => line.ToString()).Concat(audit.Findings.Select(finding => finding.ToString())));
    }

    private static async Task<List<RecordedRow>> RowsAsync(IObjectStore lake, ChainId chain)
    {
        var read = await new ChainReader(lake, chain).ReadAsync(0);
        var files = (read.Restart?.Files ?? []).ToDictionary(file => file.Name);
        foreach (var entry in read.Entries)
        {
            foreach (var removed in entry.Removed)
            {
                files.Remove(removed);
            }

            foreach (var added in entry.Files)
            {
                files.Add(added.Name, added);
            }
        }

        var rows = new List<RecordedRow>();
        foreach (var file in files.Values)
        {
            await foreach (var block in RowFiles.ReadAsync(lake, file))
            {
                rows.AddRange(block);
            }
        }

        return rows;
    }

    /// <summary>What <see cref="RowCounter"/> has counted in the keyed state: an entry that was applied twice, or never, shows.</summary>
    private static string? WrongState(IStateFolder folder, List<RecordedRow> rows)
    {
        using var state = folder.Engine.Open(folder.Directory);
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var counted = state.Get([(byte)'x', (byte)outcome]) is { } value ? BitConverter.ToInt64(value) : 0;
            var there = rows.Count(row => row.Outcome == outcome);
            if (counted != there)
            {
                return $"the keyed state has counted {counted} rows of the outcome {outcome}, and the lake has {there}";
            }
        }

        return null;
    }
}
