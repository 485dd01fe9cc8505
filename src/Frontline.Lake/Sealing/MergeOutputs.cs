using Frontline.Core.Events;

namespace Frontline.Lake.Sealing;

/// <summary>Where merged rows go, by what became of them; the three may be one.</summary>
internal sealed class MergeOutputs(MergeOutput events, MergeOutput rejects, MergeOutput duplicates)
{
    private readonly IReadOnlyCollection<MergeOutput> distinct = new HashSet<MergeOutput>([events, rejects, duplicates]);

    public ValueTask AddAsync(RecordedRow row) => row.Outcome switch
    {
        Outcome.Event => events.AddAsync(row),
        Outcome.Reject => rejects.AddAsync(row),
        _ => duplicates.AddAsync(row),
    };

    public async ValueTask<IReadOnlyList<DataFile>> FinishAsync()
    {
        var files = new List<DataFile>();
        foreach (var output in distinct)
            files.AddRange(await output.FinishAsync().ConfigureAwait(false));

        return files;
    }

    public async ValueTask AbandonAsync(Exception reason)
    {
        foreach (var output in distinct)
            await output.AbandonAsync(reason).ConfigureAwait(false);
    }
}
