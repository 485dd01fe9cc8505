using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Storage;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Sealing;

/// <summary>A sorted file while it is merged: one block of its rows.</summary>
internal sealed class MergeInput : IDisposable
{
    private const int BlockRows = 512;

    private readonly DataFile file;
    private readonly RowFileReader reader;
    private RecordedRow[] block = [];
    private int next;

    private MergeInput(DataFile file, RowFileReader reader)
    {
        this.file = file;
        this.reader = reader;
    }

    /// <summary>The row the input stands at; only after <see cref="Advance"/> returned true.</summary>
    public RecordedRow Row => block[next - 1];

    public string Name => file.Name;

    public static async ValueTask<MergeInput> OpenAsync(IObjectStore store, DataFile file, CancellationToken cancellation) =>
        new(file, await RowFileReader.OpenAsync(store, file, BlockRows, wanted: null, cancellation).ConfigureAwait(false));

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="DataDamagedException">The file cannot be read, or its rows are not in order.</exception>
    public bool Advance()
    {
        var before = next > 0 ? Row : null;
        if (next == block.Length)
        {
            block = reader.Next();
            next = 0;
            if (block.Length == 0)
                return false;
        }

        next++;
        if (before is not null && RowOrder.Instance.Compare(before, Row) >= 0)
            throw new DataDamagedException($"The data file {Name} is not sorted: row {Row.Receipt} follows {before.Receipt}.", Name);

        return true;
    }

    public void Dispose() => reader.Dispose();
}
