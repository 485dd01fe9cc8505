using Frontline.Core.Events;
using Frontline.Lake;
using Frontline.Lake.Rows;
using Frontline.Testing.Objects;
using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace Frontline.Tests.Lake;

/// <summary>Landing files as this program never writes them: rows in any order, columns of an older program. Described as the chain would.</summary>
internal static class RawRowFile
{
    public static DataFile Write(MemoryObjectStore store, string name, RecordedRow[] rows, Func<LakeColumn, bool> columns)
    {
        var block = new ColumnBlock(DataFileKind.Landing, rows.Length);
        block.Append(rows);
        var buffers = new ColumnBuffers(rows.Length);
        var chosen = block.Columns.Where(columns).ToList();
        using var stream = new MemoryStream();
        using (var output = new ManagedOutputStream(stream, leaveOpen: true))
        using (var properties = RowFileProperties.For(DataFileKind.Landing, chosen))
        using (var schema = new GroupNode("row", Repetition.Required, [.. chosen.Select(column => column.CreateNode())], logicalType: null))
        using (var file = new ParquetFileWriter(output, schema, properties))
        {
            using var group = file.AppendBufferedRowGroup();
            for (var i = 0; i < chosen.Count; i++)
                chosen[i].Write(group.Column(i), rows.Length, block[chosen[i]], buffers);

            group.Close();
            file.Close();
        }

        var bytes = stream.ToArray();
        store[name] = bytes;
        return new DataFile
        {
            Name = name,
            Kind = DataFileKind.Landing,
            Bytes = bytes.Length,
            Checksum = ChecksumStream.Of(bytes),
            Rows = rows.Length,
            Events = rows.Count(row => row.Outcome == Outcome.Event),
            Rejects = rows.Count(row => row.Outcome == Outcome.Reject),
            Duplicates = rows.Count(row => row.Outcome == Outcome.Duplicate),
            FirstEntry = rows.Min(row => row.Entry),
            LastEntry = rows.Max(row => row.Entry),
        };
    }
}
