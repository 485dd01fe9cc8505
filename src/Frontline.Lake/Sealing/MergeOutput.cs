using System.Collections.Concurrent;
using System.Threading.Channels;
using Frontline.Core.Storage;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Sealing;

/// <summary>Takes rows in order and writes them to files of a bounded number of rows, encoding beside the merge. Holds a few blocks.</summary>
internal sealed class MergeOutput(IObjectStore store, DataFileKind kind, Func<string> newName, int rowsPerFileMax)
{
    private const int BlocksWaitingMax = 2;

    private readonly List<DataFile> files = [];
    private readonly ConcurrentQueue<ColumnBlock> spare = [];
    private readonly RowRun[] runs = new RowRun[ColumnBlock.RowsLimit];
    private ColumnBlock block = new(kind, ColumnBlock.RowsLimit);
    private Channel<ColumnBlock>? blocks;
    private Task<DataFile>? writing;
    private int runCount;
    private int rowsInBlock;
    private int rowsInFile;

    /// <summary>Adds a row of a block, which must stay as it is until <see cref="Gather"/>.</summary>
    public ValueTask AddAsync(ColumnBlock from, int row)
    {
        if (runCount > 0 && runs[runCount - 1] is var run && run.Block == from && run.Start + run.Count == row)
            runs[runCount - 1] = run with { Count = run.Count + 1 };
        else
            runs[runCount++] = new RowRun(from, row, 1);

        rowsInBlock++;
        rowsInFile++;
        return rowsInBlock == ColumnBlock.RowsLimit || rowsInFile == rowsPerFileMax ? PassOnAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Copies the rows added so far: their blocks are about to change.</summary>
    public void Gather()
    {
        block.Append(runs.AsSpan(0, runCount));
        runCount = 0;
    }

    /// <summary>Ends the last file and returns all.</summary>
    public async ValueTask<IReadOnlyList<DataFile>> FinishAsync()
    {
        if (rowsInBlock > 0)
            await PassOnAsync().ConfigureAwait(false);

        await EndFileAsync().ConfigureAwait(false);
        return files;
    }

    /// <summary>Gives up the file that is being written, after something else failed.</summary>
    public async ValueTask AbandonAsync(Exception reason)
    {
        if (writing is null)
            return;

        blocks!.Writer.TryComplete(reason);
        await writing.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
        writing = null;
    }

    private async ValueTask PassOnAsync()
    {
        Gather();
        if (writing is null)
        {
            blocks = Channel.CreateBounded<ColumnBlock>(new BoundedChannelOptions(BlocksWaitingMax) { SingleReader = true, SingleWriter = true });
            writing = WriteFileAsync(newName(), blocks);
        }

        try
        {
            await blocks!.Writer.WriteAsync(block).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            await writing.ConfigureAwait(false);
            throw;
        }

        block = spare.TryDequeue(out var used) ? used : new ColumnBlock(kind, ColumnBlock.RowsLimit);
        rowsInBlock = 0;
        if (rowsInFile == rowsPerFileMax)
            await EndFileAsync().ConfigureAwait(false);
    }

    private async ValueTask EndFileAsync()
    {
        if (writing is null)
            return;

        blocks!.Writer.TryComplete();
        files.Add(await writing.ConfigureAwait(false));
        writing = null;
        rowsInFile = 0;
    }

    private async Task<DataFile> WriteFileAsync(string name, Channel<ColumnBlock> from)
    {
        // Off the caller's thread: the merge decodes and compares while this encodes and compresses.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            DataFile? file = null;
            var bytes = await store.WriteAsync(name, async (stream, cancellation) =>
            {
                using var writer = new RowFileWriter(stream, kind);
                await foreach (var rows in from.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                {
                    writer.Write(rows);
                    rows.Clear();
                    spare.Enqueue(rows);
                }

                file = writer.Finish(name);
            }).ConfigureAwait(false);
            return bytes == file!.Bytes ? file : throw new IOException($"{name} was stored with {bytes} bytes, but {file.Bytes} were written.");
        }
        catch (Exception e)
        {
            from.Writer.TryComplete(e);
            throw;
        }
    }
}
