using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Enrichment.Geo;
using Frontline.Enrichment.Plans;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Steps;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment;

/// <summary>One batch on its way through the steps.</summary>
internal readonly struct BatchWork(Workspace workspace, EnrichmentSteps steps, ReadingLimits limits, TrackingPlan? plan, GameTraits game, IGeoDatabase? geo, string logId, long position, ReceivedBatch batch)
{
    public List<StreamItem> Items { get; } = new(batch.EventCount);

    /// <summary>Begins a batch that has no context.</summary>
    public void Begin()
    {
        Items.Clear();
        workspace.Identity.Begin(batch);
        workspace.Context.Begin();
        workspace.Draft.Begin();
        workspace.Plan.Begin();
        workspace.Origin.Begin(batch, game, geo);
    }

    /// <summary>Begins a batch with what stands beside its events; returns where their array begins.</summary>
    public int BeginWithContext(ReadOnlySpan<byte> body, bool stopAtEvents)
    {
        Begin();
        var context = workspace.Context;
        var events = BatchReader.Read(body, stopAtEvents, limits, context);
        for (var columns = context.Draft.Present; columns != 0;)
        {
            ref var value = ref context.Draft[EventDraft.TakeFirst(ref columns)];
            if (workspace.Fields.TryResolve(ref value, body, out var typed, out var code))
            {
                context.Add(value.Field, typed, value.Flags);
                if (value.Field.Setter is null || value.IsKeptAsSent) context.Draft.Kept.Add(value);
            }
            else if (code is not null)
            {
                workspace.Fields.Refuse(context.Draft, value, code, body);
            }
        }

        context.Extra = workspace.Leftovers.ExtraOfBatch(context, workspace.Draft, body);
        return events;
    }

    /// <summary>Enriches the event whose first token the reader stands on, and leaves the reader on its last.</summary>
    public void EnrichEvent(ref Utf8JsonReader reader, int offset, ReadOnlySpan<byte> body)
    {
        var receipt = new Receipt(logId, position, Items.Count, batch.EventCount);
        if (receipt.Index == batch.EventCount)
        {
            throw new DataDamagedException($"A batch of {batch.EventCount} events, as counted on arrival, has more.", $"{logId}-{position}");
        }

        var draft = workspace.Draft;
        draft.Begin();
        new EventReader(body, offset, limits, draft).Read(ref reader);
        var (identity, partitionKey) = workspace.Identity.Of(draft, receipt, body);
        draft.Violations.AddRange(workspace.Context.Draft.Violations);

        FillEnvelope(draft, body);
        FillProps(draft, body);
        foreach (var step in steps.EventSteps) step.Apply(draft, body);
        foreach (var step in steps.OriginSteps) step.Apply(draft, workspace.Origin, body);
        if (plan is not null) workspace.Plan.Apply(draft, plan, body);

        var isReject = draft.Violations.Any;
        var batchContext = ContextAsSent(body);
        Items.Add(new StreamItem
        {
            Receipt = receipt,
            Identity = identity,
            PartitionKey = partitionKey,
            Event = isReject ? WhatIsKnown(draft.Fields) : Finish(draft, body),
            Reject = isReject ? MakeReject(draft, body, batchContext) : null,
            Raw = isReject ? default : batch.Body.Slice(draft.Whole.Start, draft.Whole.Length),
            BatchContext = isReject ? default : batchContext,
            ImportRow = batch.Import?.Rows[receipt.Index],
            ImportNumber = batch.Import?.Numbers[receipt.Index],
        });
    }

    private void FillEnvelope(EventDraft draft, ReadOnlySpan<byte> body)
    {
        var context = workspace.Context;
        draft.Flags |= context.Draft.Flags;
        foreach (var (field, typed, flags) in context.Values)
        {
            if (!draft.Has(field)) FieldStage.Apply(draft, field, typed, flags);
        }

        workspace.Fields.Fill(draft, draft.Present, body);
        if (draft.Whole.Kind == ValueKind.Object) EnvelopeRules.Check(draft);
    }

    private void FillProps(EventDraft draft, ReadOnlySpan<byte> body)
    {
        if (draft.Fields.Name is not { } name) return;
        draft.BuiltIn = BuiltInEvents.Find(name);
        if (steps.BuiltInFields is not { } step) return;
        var envelope = draft.Present;
        step.Apply(draft, body);
        workspace.Fields.Fill(draft, draft.Present & ~envelope, body);
    }

    private EventFields Finish(EventDraft draft, ReadOnlySpan<byte> body)
    {
        var fields = draft.Fields;
        if (draft.IsServerMade) draft.Flags |= EventFlags.Server;
        fields.PlayerMade = draft.BuiltIn.IsPlayerMade && !draft.IsServerMade;
        fields.Flags = FlagNames.Of(draft.Flags);
        fields.Props = workspace.Leftovers.Props(draft, body);
        fields.Extra = workspace.Leftovers.Extra(draft, workspace.Context, body);
        return fields;
    }

    /// <summary>What tells people which event a reject was. The rest is in its payload.</summary>
    private static EventFields WhatIsKnown(EventFields fields) => new()
    {
        Name = fields.Name,
        PlayerId = fields.PlayerId,
        EventId = fields.EventId,
        SessionId = fields.SessionId,
        ClientTime = fields.ClientTime,
        SentAt = fields.SentAt,
    };

    private static Reject MakeReject(EventDraft draft, ReadOnlySpan<byte> body, ReadOnlyMemory<byte> batchContext)
    {
        var violations = draft.Violations.ToArray();
        return new Reject
        {
            Stage = violations.Any(violation => ViolationCodes.IsStructural(violation.Code)) ? "parse" : "validate",
            Violations = violations,
            Processor = ProgramVersion.Current,
            Payload = draft.Whole.Raw(body).ToArray(),
            BatchContext = batchContext,
        };
    }

    /// <summary>One copy for all events of a batch; of one over its bound the first event, a reject as all of them, gets it.</summary>
    private ReadOnlyMemory<byte> ContextAsSent(ReadOnlySpan<byte> body)
    {
        var context = workspace.Context;
        if (context.Bytes == 0) return default;
        var isFirst = context.AsSent is null;
        context.AsSent ??= BatchReader.WithoutEvents(body, context, workspace.Writer);
        return isFirst || context.Bytes <= limits.ContextBytesMax ? context.AsSent.Value : default;
    }
}
