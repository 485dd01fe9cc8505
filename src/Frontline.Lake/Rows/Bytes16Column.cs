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

    public override void Write(ColumnWriter writer, ReadOnlySpan<RecordedRow> rows, ColumnBuffers buffers)
    {
        var levels = buffers.Levels;
        var bytes = buffers.Room(0, rows.Length * Size);
        var present = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var value = Has(rows[i]) ? get(rows[i]) : null;
            levels[i] = value is null ? (short)0 : (short)1;
            if (value is { } there)
                BinaryPrimitives.WriteUInt128BigEndian(bytes[(present++ * Size)..], there);
        }

        var values = buffers.Values<FixedLenByteArray>();
        var start = buffers.Address(0);
        for (var i = 0; i < present; i++)
            values[i] = new FixedLenByteArray(start + (i * Size));

        var typed = (ColumnWriter<FixedLenByteArray>)writer;
        typed.WriteBatch(rows.Length, levels.AsSpan(0, rows.Length), default, values.AsSpan(0, present));
    }

    public override unsafe void Read(ColumnReader reader, ReadOnlySpan<RowBuilder> rows, ColumnBuffers buffers)
    {
        if (reader.ColumnDescriptor.TypeLength != Size)
            throw new InvalidDataException($"Column {Name} has values of {reader.ColumnDescriptor.TypeLength} bytes, not {Size}.");

        var typed = (ColumnReader<FixedLenByteArray>)reader;
        var values = buffers.Values<FixedLenByteArray>();
        var levels = buffers.Levels;
        for (var row = 0; row < rows.Length;)
        {
            var read = ReadPage(typed, rows.Length - row, levels, values);
            var next = 0;
            for (var i = 0; i < read; i++)
            {
                if (levels[i] != 0)
                    set(rows[row + i], BinaryPrimitives.ReadUInt128BigEndian(new ReadOnlySpan<byte>((void*)values[next++].Pointer, Size)));
            }

            row += read;
        }
    }
}
