using System.Globalization;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Enrichment.Pseudonyms;
using Frontline.Pipeline;
using Frontline.Warehouse;
using Frontline.Warehouse.Output;
using Frontline.Warehouse.Queries;

namespace Frontline.Rejects.Replaying;

/// <summary>Takes rejects out of the warehouse and sends them through the Inbox again. That each is recorded once is the Recorder's to decide; what it knows already is not sent.</summary>
internal sealed class RejectReplay(IWarehouse warehouse, Recorder recorder, IInbox inbox, IEnricher enricher, IGameCatalog games, TimeProvider time)
{
    /// <summary>Receipts of events that are only tried name no log.</summary>
    private const string NoLog = "000000000000";

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(10);

    /// <summary>Under a steady load the Recorder is always a little behind. What it knows then may lack replays of a moment ago, which it drops itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Returns once the events are durable. When one is missing or at fault, none is sent.</summary>
    /// <exception cref="JsonPatchException">The patch is none.</exception>
    /// <exception cref="FormatException">An id is none, or there are too many.</exception>
    /// <exception cref="InboxUnavailableException">The Inbox takes nothing now, or the Recorder does not run; some may have been sent, and sending the same again is harmless.</exception>
    /// <exception cref="QueryException">The warehouse cannot answer.</exception>
    public async Task<ReplayResponse> RunAsync(ReplayRequest request, CancellationToken cancellation)
    {
        if (request.Ids is not { Count: > 0 and <= ReplayRequest.IdsMax })
        {
            throw new FormatException($"1 to {ReplayRequest.IdsMax} ids are expected, not {request.Ids?.Count ?? 0}.");
        }

        var ids = request.Ids.Select(text => RejectId.TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no id of a reject.")).Distinct().ToList();
        var patch = request.Patch is { ValueKind: not JsonValueKind.Null } json ? JsonPatch.Read(json) : null;
        var known = await KnownAsync(ids, cancellation).ConfigureAwait(false);
        var stored = await FindAsync(ids, cancellation).ConfigureAwait(false);
        var missing = ids.Except(stored.Select(reject => reject.Id)).Select(id => id.ToString()).ToList();
        var wanted = stored.Where(reject => !known.Contains(reject.Id)).ToList();
        var faults = wanted.Select(reject => (reject.Id, Fault: FaultOf(reject, patch))).Where(found => found.Fault is not null).Select(found => new ReplayFault(found.Id.ToString(), found.Fault!)).ToList();
        List<string> already = [.. ids.Where(known.Contains).Select(id => id.ToString())];
        if (missing.Count > 0 || faults.Count > 0)
        {
            return new ReplayResponse(0, 0, already, missing, faults);
        }

        var batches = ReplayBatches.Of(wanted, patch).ToList();
        var rejectedAgain = batches.Sum(batch => enricher.Enrich(NoLog, position: 0, batch).Items.Count(item => item.Reject is not null));
        if (!request.Check)
        {
            await Task.WhenAll(batches.Select(batch => inbox.AppendAsync(batch, cancellation).AsTask())).ConfigureAwait(false);
        }

        return new ReplayResponse(wanted.Count, rejectedAgain, already, missing, faults);
    }

    private async Task<IReadOnlySet<RejectId>> KnownAsync(List<RejectId> ids, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (recorder.Status.LagEvents is > 0 && time.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(AskEvery, time, cancellation).ConfigureAwait(false);
        }

        return recorder.FindReplayed(ids) ?? throw new InboxUnavailableException("The Recorder does not run, and it alone knows what was replayed.", isTransient: true);
    }

    private async Task<List<StoredReject>> FindAsync(List<RejectId> ids, CancellationToken cancellation)
    {
        // Equal events of a batch without ids are told apart by their order, so whole batches are looked at. A context over its bound is kept with the first alone.
        var batches = string.Join(" OR ", ids.GroupBy(id => id.Log).Select(log => $"(log = '{log.Key}' AND receipt IN ({string.Join(", ", log.Select(id => Text(id.Position)).Distinct())}))"));
        var sql = $"""
            SELECT game, write_key, received_us, log, receipt, receipt_index, number, payload, context FROM (
              SELECT game, write_key, epoch_us(received_at) AS received_us, log, receipt, receipt_index, reject_id, payload,
                row_number() OVER (PARTITION BY log, receipt, payload ORDER BY receipt_index) - 1 AS number,
                coalesce(nullif(context, ''), CASE WHEN list_contains(codes, 'context_too_large') THEN first_value(context) OVER (PARTITION BY log, receipt ORDER BY receipt_index) END) AS context
              FROM all_data.rejects WHERE {batches})
            WHERE reject_id IN ({string.Join(", ", ids.Select(id => $"'{id}'"))})
            """;
        using var bytes = new MemoryStream();
        var result = await warehouse.QueryAsync(sql, new QueryOptions(), cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            await new JsonResultWriter().WriteAsync(result, bytes, cancellation).ConfigureAwait(false);
        }

        return JsonSerializer.Deserialize<List<StoredReject>>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), WireJson.Options)!;
    }

    /// <summary>Why a reject cannot be replayed, or null. Tried as a batch of its own, so that nothing gets into the Inbox that the road cannot read.</summary>
    private string? FaultOf(StoredReject reject, JsonPatch? patch)
    {
        if (!games.TryGet(reject.Game, out var game))
        {
            return $"Its game '{reject.Game}' does not exist any more.";
        }

        if (patch is not null && game.PseudonymisedFields.FirstOrDefault(field => patch.MayWrite(System.Text.Encoding.UTF8.GetString(PseudonymField.Of(field).Name.Span))) is { } field)
        {
            return $"The game's values of {field} are kept as pseudonyms; a patch cannot write them.";
        }

        try
        {
            var batch = ReplayBatches.Of([reject], patch).Single();
            using (JsonDocument.Parse(batch.Body, new JsonDocumentOptions { MaxDepth = 4096 }))
            {
            }

            enricher.Enrich(NoLog, position: 0, batch);
            return null;
        }
        catch (JsonPatchException exception)
        {
            return $"The patch does not apply to it. {exception.Message}";
        }
        catch (Exception exception) when (exception is JsonException or DataDamagedException)
        {
            return $"It is no JSON that could be sent again: {exception.Message}";
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
