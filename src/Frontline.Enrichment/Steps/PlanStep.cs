using Frontline.Core.Games;
using Frontline.Enrichment.Plans;
using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>
/// Holds an event against its game's tracking plan: what its schema says of its props, and what becomes of events and props that nobody planned. Runs last, so that the fields of built-in
/// events are judged as their columns hold them, everything else as sent.
/// </summary>
internal sealed class PlanStep(PlanRun run, ObjectWriter writer)
{
    /// <summary>Deeper props are not judged. The step <c>limits</c> allows a quarter of it unless told otherwise.</summary>
    private const int PropsDepthMax = 64;

    private const EventFlags Changed = EventFlags.Coerced | EventFlags.Trimmed | EventFlags.Normalised;

    /// <summary>Begins a batch.</summary>
    public void Begin() => run.Patterns.Begin();

    public void Apply(EventDraft draft, TrackingPlan plan, ReadOnlySpan<byte> body)
    {
        // Where it is not known what was meant, or it was not read to its end, there is nothing to judge.
        if (draft.Fields.Name is not { } name || draft.Violations.AnyStructural || draft.PropsValue.Kind is not (ValueKind.Object or ValueKind.Null)) return;
        var planned = plan.Find(name);
        if (planned is null && draft.BuiltIn.Name.Length == 0)
        {
            Unplanned(draft, plan.Policy.UnplannedEvents, EventFlags.UnplannedEvent, ViolationCodes.UnplannedEvent, "/name", $"The plan has no event '{name}'.");
            return;
        }

        NameUnplanned(draft, planned, plan.Policy.UnplannedProperties, body);
        if (planned is not null) Judge(draft, planned, body);
    }

    private void Judge(EventDraft draft, EventPlan planned, ReadOnlySpan<byte> body)
    {
        run.Tape.Read(PropsAsJudged(draft, body));
        run.Begin(draft.BuiltIn, draft.Violations);
        if (run.Tape.Depth <= PropsDepthMax) planned.Root.Check(run, 0);
        if (run.Tape.Depth <= PropsDepthMax && !run.IsTooCostly) return;
        draft.Violations.Add(ViolationCodes.PlanTooCostly, "/props", "The props nest too deep, or have too much in them, to be held against the plan.");
    }

    private void NameUnplanned(EventDraft draft, EventPlan? planned, UnplannedPolicy policy, ReadOnlySpan<byte> body)
    {
        if (planned is { IsOpen: true }) return;
        for (var i = 0; i < draft.Props.Count; i++)
        {
            var member = draft.Props[i];
            var name = member.Name(body);
            if (draft.BuiltIn.Props.Find(name) is not null || planned?.Names.Find(name) is not null || IsPatterned(planned, member, body)) continue;
            Unplanned(
                draft, policy, EventFlags.UnplannedProperty, ViolationCodes.UnplannedProperty, Describe.Pointer(Place.Props, member, body),
                $"The plan of '{draft.Fields.Name}' has no prop of this name.");
            if (policy == UnplannedPolicy.Flag) return;
        }
    }

    private bool IsPatterned(EventPlan? planned, Member member, ReadOnlySpan<byte> body)
    {
        if (planned is null || planned.Patterns.Count == 0) return false;
        run.Tape.Read(body[member.NameStart..member.NameEnd]);
        return planned.Patterns.Any(pattern => pattern.Match(run.Tape, 0, run.Patterns) == PatternAnswer.Matches);
    }

    private static void Unplanned(EventDraft draft, UnplannedPolicy policy, EventFlags flag, string code, string pointer, string message)
    {
        if (policy == UnplannedPolicy.Reject) draft.Violations.Add(code, pointer, message);
        else draft.Flags |= flag;
    }

    /// <summary>The props as sent; but fields of the built-in event that were read as another type, or cleaned, as they were read.</summary>
    private ReadOnlySpan<byte> PropsAsJudged(EventDraft draft, ReadOnlySpan<byte> body)
    {
        if (draft.PropsValue.Length == 0 || draft.PropsValue.Kind == ValueKind.Null) return "{}"u8;
        var replaced = 0UL;
        for (var columns = draft.Present; columns != 0;)
        {
            var column = EventDraft.TakeFirst(ref columns);
            ref var value = ref draft[column];
            if (value.Member >= 0 && draft.TakenProps.Contains(value.Member) && IsChanged(draft, value)) replaced |= 1UL << (int)column;
        }

        if (replaced == 0) return draft.PropsValue.Raw(body);
        writer.BeginObject();
        for (var i = 0; i < draft.Props.Count; i++)
        {
            if (Replacement(draft, replaced, i) is not { } column) writer.Member(draft.Props[i].Raw(body));
            else writer.Member(draft[column].Field.Utf8Name, AsJudged(draft, draft[column], body));
        }

        writer.EndObject();
        return writer.TakeBytes();
    }

    private static bool IsChanged(EventDraft draft, in FieldValue value) =>
        (value.Flags & Changed) != 0
        || (value.Field == Fields.Amount && value.Json.Kind == ValueKind.Text)
        || (value.Field == Fields.Currency && draft.Fields.Currency != value.Text);

    private static Column? Replacement(EventDraft draft, ulong replaced, int member)
    {
        while (replaced != 0)
        {
            var column = EventDraft.TakeFirst(ref replaced);
            if (draft[column].Member == member) return column;
        }

        return null;
    }

    private static byte[] AsJudged(EventDraft draft, in FieldValue value, ReadOnlySpan<byte> body)
    {
        if (value.Field == Fields.Amount) return value.Utf8(body).Trim(" \t\r\n"u8).ToArray();
        if (value.Kind == ValueKind.Number) return value.Utf8(body).ToArray();
        var text = value.Field == Fields.Currency ? draft.Fields.Currency : value.Text;
        return [(byte)'"', .. System.Text.Json.JsonEncodedText.Encode(text ?? "").EncodedUtf8Bytes, (byte)'"'];
    }
}
