using System.Buffers;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Frontline.Importing;

namespace Frontline.Plans;

/// <summary>Tries the events of NDJSON files with the whole Enricher, as the server would, and records nothing.</summary>
internal sealed class EventFileCheck(Enricher enricher, string game, Timestamp now)
{
    private const int BatchEvents = 500;

    /// <summary>The verdict on each line that is not blank, in order.</summary>
    /// <param name="file">How the file is called.</param>
    /// <param name="rows">Its lines.</param>
    public IEnumerable<EventVerdict> Check(string file, NdjsonRows rows)
    {
        var body = new ArrayBufferWriter<byte>();
        var lines = new List<long>();
        for (var row = 0L; rows.Read(); row++)
        {
            if (rows.Fault is { } fault)
            {
                foreach (var verdict in Flush(file, body, lines))
                {
                    yield return verdict;
                }

                yield return new EventVerdict(file, rows.Line, Name: null, IsAccepted: false, [], [new Violation("unreadable", "", fault)]);
                continue;
            }

            rows.WriteEvents(row, body);
            lines.Add(rows.Line);
            if (lines.Count < BatchEvents)
            {
                continue;
            }

            foreach (var verdict in Flush(file, body, lines))
            {
                yield return verdict;
            }
        }

        foreach (var verdict in Flush(file, body, lines))
        {
            yield return verdict;
        }
    }

    private List<EventVerdict> Flush(string file, ArrayBufferWriter<byte> body, List<long> lines)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        var batch = new ReceivedBatch
        {
            Game = game,
            Key = WriteKeyKind.Production,
            Format = BatchFormat.Ndjson,
            ReceivedAt = now,
            EventCount = lines.Count,
            Body = body.WrittenMemory,
        };
        var items = enricher.Enrich("check", position: 0, batch).Items;
        var verdicts = items.Select((item, i) => new EventVerdict(file, lines[i], item.Event.Name, item.Reject is null, item.Event.Flags, item.Reject?.Violations ?? [])).ToList();
        body.ResetWrittenCount();
        lines.Clear();
        return verdicts;
    }
}
