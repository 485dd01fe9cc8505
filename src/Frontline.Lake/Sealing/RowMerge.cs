using Frontline.Core;
using Frontline.Core.Storage;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Sealing;

/// <summary>Merges sorted files: only what rows are ordered by is compared, and their values move column by column.</summary>
internal static class RowMerge
{
    public static async ValueTask<IReadOnlyList<DataFile>> MergeAsync(IObjectStore store, IReadOnlyList<DataFile> files, MergeOutputs outputs, CancellationToken cancellation)
    {
        var inputs = new List<MergeInput>(files.Count);
        try
        {
            foreach (var file in files)
                inputs.Add(await MergeInput.OpenAsync(store, file, cancellation).ConfigureAwait(false));

            await MergeAsync(inputs, outputs, cancellation).ConfigureAwait(false);
            var written = await outputs.FinishAsync().ConfigureAwait(false);
            if (written.Sum(file => file.Rows) != files.Sum(file => file.Rows))
                throw new InvalidOperationException($"A merge of {files.Sum(file => file.Rows)} rows wrote {written.Sum(file => file.Rows)}.");

            return written;
        }
        catch (Exception e)
        {
            await outputs.AbandonAsync(e).ConfigureAwait(false);
            throw;
        }
        finally
        {
            foreach (var input in inputs)
                input.Dispose();
        }
    }

    private static async ValueTask MergeAsync(List<MergeInput> inputs, MergeOutputs outputs, CancellationToken cancellation)
    {
        var sorted = new List<MergeInput>(inputs.Count);
        foreach (var input in inputs)
        {
            if (input.Advance())
                Insert(sorted, input);
        }

        while (sorted.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = sorted[0];
            await outputs.AddAsync(first.Block, first.Row).ConfigureAwait(false);
            if (first.IsAtBlockEnd)
                outputs.Gather();

            if (!first.Advance())
            {
                sorted.RemoveAt(0);
            }
            else if (sorted.Count > 1 && first.Key.CompareTo(sorted[1].Key) >= 0)
            {
                // Often a player's next row stands in the same file, and one comparison was enough.
                sorted.RemoveAt(0);
                Insert(sorted, first);
            }
        }
    }

    /// <summary>Inserts an input by the row it stands at. Equal rows meet here, since each input's rows ascend.</summary>
    private static void Insert(List<MergeInput> sorted, MergeInput input)
    {
        var key = input.Key;
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = key.CompareTo(sorted[middle].Key);
            if (order == 0)
                throw new DataDamagedException($"Row {input.Block.Receipt(input.Row)} stands in {input.Name} and in another file that counts.", input.Name);

            if (order < 0)
                high = middle;
            else
                low = middle + 1;
        }

        sorted.Insert(low, input);
    }
}
