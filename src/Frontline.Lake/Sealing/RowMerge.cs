using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Storage;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Sealing;

/// <summary>Merges sorted files, row by row, through a heap of the inputs.</summary>
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
        var heap = new PriorityQueue<MergeInput, RecordedRow>(inputs.Count, RowOrder.Instance);
        foreach (var input in inputs)
        {
            if (input.Advance())
                heap.Enqueue(input, input.Row);
        }

        RecordedRow? last = null;
        while (heap.TryPeek(out var input, out var row))
        {
            cancellation.ThrowIfCancellationRequested();
            if (last is not null && RowOrder.Instance.Compare(last, row) == 0)
                throw new DataDamagedException($"Row {row.Receipt} stands in {input.Name} and in another file that counts.", input.Name);

            last = row;
            await outputs.AddAsync(row).ConfigureAwait(false);
            if (input.Advance())
                heap.DequeueEnqueue(input, input.Row);
            else
                heap.Dequeue();
        }
    }
}
