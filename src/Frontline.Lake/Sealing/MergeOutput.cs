using System.Threading.Channels;
using Frontline.Core.Events;
using Frontline.Core.Storage;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Sealing;

/// <summary>Takes rows in order and writes them to files of a bounded number of rows, encoding beside the merge. Holds a few blocks.</summary>
internal sealed class MergeOutput(IObjectStore store, DataFileKind kind, Func<string> newName, int rowsPerFileMax)
{
    private const int BlocksWaitingMax = 2;

    private readonly List<DataFile> files = [];
    private List<RecordedRow> block = new(ColumnBuffers.RowsMax);
    private Channel<List<RecordedRow>>? blocks;
    private Task<DataFile>? writing;
    private int rowsInFile;

    public async ValueTask AddAsync(RecordedRow row)
    {
        block.Add(row);
        rowsInFile++;
        if (block.Count == ColumnBuffers.RowsMax || rowsInFile == rowsPerFileMax)
            await PassOnAsync().ConfigureAwait(false);

        if (rowsInFile == rowsPerFileMax)
            await EndFileAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the last file and returns all.</summary>
    public async ValueTask<IReadOnlyList<DataFile>> FinishAsync()
    {
        if (block.Count > 0)
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
        if (writing is null)
        {
            blocks = Channel.CreateBounded<List<RecordedRow>>(new BoundedChannelOptions(BlocksWaitingMax) { SingleReader = true, SingleWriter = true });
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

        block = new List<RecordedRow>(ColumnBuffers.RowsMax);
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

    private async Task<DataFile> WriteFileAsync(string name, Channel<List<RecordedRow>> from)
    {
        // Off the caller's thread: the merge decodes and compares while this encodes and compresses.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            DataFile? file = null;
            var bytes = await store.WriteAsync(name, async (stream, cancellation) =>
            {
                using var writer = new RowFileWriter(stream, kind, RowFiles.RowGroupRowsMax);
                await foreach (var rows in from.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                    writer.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));

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
