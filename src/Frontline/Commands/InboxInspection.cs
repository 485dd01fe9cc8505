using Frontline.Core.Storage;
using Frontline.Embedded.Log;
using Frontline.Lake.Auditing;

namespace Frontline.Commands;

/// <summary>The Inbox's batches for an audit, read from the log's directory beside whoever has it open, and what of it cannot be read.</summary>
internal sealed class InboxInspection(IFileSystem files, string directory)
{
    private readonly List<AuditFinding> findings = [];

    /// <summary>What could not be read, complete once the batches were read to their end. One or two for each damaged place; at most <see cref="LakeAudit.FindingsMax"/> for records that are no batches.</summary>
    public IReadOnlyList<AuditFinding> Findings => findings;

    /// <summary>Looks into the directory when the first batch is asked for, so that whoever knows a chain's end by then meets all that lies beyond it.</summary>
    public IEnumerable<InboxBatch> Read()
    {
        using var reader = new LogDirectoryReader(files, directory);
        while (reader.TryRead(out var record))
        {
            if (Decode(reader, record) is { } batch)
                yield return batch;
        }

        findings.AddRange(reader.Damage.Select(damage => Found(damage.File, damage.Detail)));
    }

    private InboxBatch? Decode(LogDirectoryReader reader, ReadOnlyMemory<byte> record)
    {
        try
        {
            var batch = BatchRecord.Decode(record);
            return new InboxBatch(reader.Id!, reader.Position, batch.Game, batch.ReceivedAt, batch.EventCount);
        }
        catch (InvalidDataException exception)
        {
            if (findings.Count < LakeAudit.FindingsMax)
                findings.Add(Found($"{reader.Id}-{reader.Position}", $"The record is intact and not a batch: {exception.Message}"));
            return null;
        }
    }

    private static AuditFinding Found(string name, string detail) => new(AuditStation.Inbox, name, Game: null, Minute: null, detail);
}
