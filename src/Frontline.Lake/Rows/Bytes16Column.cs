using System.Buffers.Binary;
using Frontline.Core.Events;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Frontline.Lake.Rows;

/// <summary>A column of 16 bytes, the big-endian bytes of a 128-bit number.</summary>
internal sealed class Bytes16Column(string name, RowKinds kinds, Func<RecordedRow, UInt128?> get, Action<RowBuilder, UInt128> set) : LakeColumn(name, kinds)
{
    private const int Size = 16;

    public Func<LogicalType> Logical { get; init; } = LogicalType.None;

    public override Node CreateNode()
    {
        using var logical = Logical();
        return new PrimitiveNode(Name, Repetition, logical, PhysicalType.FixedLenByteArray, Size);
    }

    public override ColumnValues NewValues(int rowsMax) => new FixedValues<UInt128>(rowsMax);

    public override void Take(ReadOnlySpan<RecordedRow> rows, ColumnValues into, int at)
    {
        var levels = into.LevelsToFill(at, rows.Length);
        var values = ((FixedValues<UInt128>)into).All[at..];
        var present = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!Has(rows[i]) || get(rows[i]) is not { } value)
                continue;

            (levels[i], values[i]) = (1, value);
            present++;
        }

        into.Filled(present);
    }

    public override void Give(ColumnValues from, ReadOnlySpan<RowBuilder> rows)
    {
        var values = (FixedValues<UInt128>)from;
        for (var i = 0; i < rows.Length; i++)
        {
            if (values.Levels[i] != 0)
                set(rows[i], values[i]);
        }
    }

    public override unsafe void Read(ColumnReader reader, int rows, ColumnValues into, ColumnBuffers buffers)
    {
        if (reader.ColumnDescriptor.TypeLength != Size)
            throw new InvalidDataException($"Column {Name} has values of {reader.ColumnDescriptor.TypeLength} bytes, not {Size}.");

        var typed = (ColumnReader<FixedLenByteArray>)reader;
        var pointers = buffers.Values<FixedLenByteArray>();
        var all = ((FixedValues<UInt128>)into).All;
        for (var row = 0; row < rows;)
        {
            var levels = into.LevelsToFill(row, rows - row);
            var read = ReadPage(typed, levels, pointers, into, out var present);
            for (int i = 0, next = 0; next < present; i++)
            {
                if (levels[i] != 0)
                    all[row + i] = BinaryPrimitives.ReadUInt128BigEndian(new ReadOnlySpan<byte>((void*)pointers[next++].Pointer, Size));
            }

            row += read;
        }
    }

    public override unsafe void Write(ColumnWriter writer, int rows, ColumnValues from, ColumnBuffers buffers)
    {
        var values = (FixedValues<UInt128>)from;
        var bigEndian = buffers.Values<UInt128>();
        var pointers = buffers.Values<FixedLenByteArray>();
        fixed (UInt128* start = bigEndian)
        {
            var count = 0;
            for (var i = 0; count < from.Present; i++)
            {
                if (from.Levels[i] == 0)
                    continue;

                BinaryPrimitives.WriteUInt128BigEndian(new Span<byte>(start + count, Size), values[i]);
                pointers[count] = new FixedLenByteArray((nint)(start + count));
                count++;
            }

            WriteBatch<FixedLenByteArray>(writer, rows, from, pointers.AsSpan(0, count));
        }
    }
}
