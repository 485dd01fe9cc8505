using Frontline.Core;
using Frontline.Core.Storage;
using Frontline.Lake.Rows;

namespace Frontline.Lake.Sealing;

/// <summary>A sorted file while it is merged: one block of its rows.</summary>
internal sealed class MergeInput : IDisposable
{
    private const int BlockRows = 512;

    private readonly DataFile file;
    private readonly RowFileReader reader;
    private readonly LastRow last = new();
    private ColumnBlock? block;

    private MergeInput(DataFile file, RowFileReader reader)
    {
        this.file = file;
        this.reader = reader;
    }

    /// <summary>The block the input stands in; only after <see cref="Advance"/> returned true.</summary>
    public ColumnBlock Block => block!;

    /// <summary>The row of the block the input stands at.</summary>
    public int Row { get; private set; }

    public RowKey Key => Block.Key(Row);

    /// <summary>The next <see cref="Advance"/> overwrites the block.</summary>
    public bool IsAtBlockEnd => Row + 1 == Block.Rows;

    public string Name => file.Name;

    public static async ValueTask<MergeInput> OpenAsync(IObjectStore store, DataFile file, CancellationToken cancellation) =>
        new(file, await RowFileReader.OpenAsync(store, file, BlockRows, wanted: null, cancellation).ConfigureAwait(false));

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="DataDamagedException">The file cannot be read, or its rows are not in order.</exception>
    public bool Advance()
    {
        if (block is not null && !IsAtBlockEnd)
        {
            Row++;
            CheckOrder(block.Key(Row - 1));
            return true;
        }

        if (block is not null)
            last.Remember(Key);

        block = reader.NextBlock();
        Row = 0;
        if (block.Rows == 0)
            return false;

        if (last.IsKnown)
            CheckOrder(last.Key);

        return true;
    }

    public void Dispose() => reader.Dispose();

    private void CheckOrder(in RowKey before)
    {
        if (before.CompareTo(Key) >= 0)
            throw new DataDamagedException($"The data file {Name} is not sorted: row {Block.Receipt(Row)} does not come after the row before it.", Name);
    }
}
