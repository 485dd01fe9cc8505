using Frontline.Core.Events;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Sealing;

/// <summary>Where merged rows go, by what became of them; the three may be one.</summary>
internal sealed class MergeOutputs(MergeOutput events, MergeOutput rejects, MergeOutput duplicates)
{
    private readonly MergeOutput[] distinct = [.. new[] { events, rejects, duplicates }.Distinct()];

    /// <summary>Adds a row of a block, which must stay as it is until <see cref="Gather"/>.</summary>
    public ValueTask AddAsync(ColumnBlock block, int row) => block.Outcome(row) switch
    {
        Outcome.Event => events.AddAsync(block, row),
        Outcome.Reject => rejects.AddAsync(block, row),
        _ => duplicates.AddAsync(block, row),
    };

    /// <summary>Copies the rows added so far: their blocks are about to change.</summary>
    public void Gather()
    {
        foreach (var output in distinct)
            output.Gather();
    }

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
