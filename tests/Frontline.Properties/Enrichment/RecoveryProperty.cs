using System.Globalization;
using System.Text;
using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Xunit;

namespace Frontline.Properties.Enrichment;

/// <summary>Nothing that was sent is lost: from the columns, the props and the extra of an accepted event, every member can be had again.</summary>
public sealed class RecoveryProperty
{
    private static readonly Enricher Enricher = new(new EnrichmentOptions());

    [Fact]
    public void Every_member_of_an_accepted_event_is_in_a_column_in_the_props_or_in_the_extra()
    {
        var members = 0;
        for (var seed = 0; seed < 4000; seed++)
        {
            var batch = BatchMaker.Make(new Random(seed));
            var sent = Sent(batch);
            foreach (var item in Enricher.Enrich("0123456789ab", 3, batch).Items.Where(item => item.Reject is null))
            {
                members += Check(sent[item.Receipt.Index], item.Event, $"seed {seed}, event {item.Receipt.Index}: {sent[item.Receipt.Index].GetRawText()}");
            }
        }

        Assert.True(members > 20_000, $"only {members} members were looked at");
    }

    private static int Check(JsonElement sent, EventFields fields, string where)
    {
        using var props = JsonDocument.Parse(fields.Props ?? "{}");
        using var extra = JsonDocument.Parse(fields.Extra ?? "{}");
        var count = 0;
        foreach (var member in sent.EnumerateObject())
        {
            if (member.NameEquals("props"))
            {
                foreach (var prop in member.Value.EnumerateObject()) Recovered(prop, props.RootElement, isProp: true);
            }
            else if (member.NameEquals("context"))
            {
                var context = extra.RootElement.TryGetProperty("context", out var kept) ? kept : default;
                foreach (var own in member.Value.EnumerateObject()) Recovered(own, context, isProp: false);
            }
            else
            {
                Recovered(member, extra.RootElement, isProp: false);
            }
        }

        return count;

        void Recovered(JsonProperty member, JsonElement kept, bool isProp)
        {
            count++;
            if (kept.ValueKind == JsonValueKind.Object && kept.TryGetProperty(member.Name, out var same) && same.GetRawText() == member.Value.GetRawText()) return;
            // Of a field with a column, null says that there is none; anywhere else it is kept.
            var column = ColumnOf(fields, member.Name);
            if (member.Value.ValueKind == JsonValueKind.Null && !isProp && column is not Missing) return;
            Assert.True(Says(column, member.Value), $"{where}\nlost: {member.Name} = {member.Value.GetRawText()}; column: {column}; props: {fields.Props}; extra: {fields.Extra}");
        }
    }

    /// <summary>Whether a column says what was sent, up to the changes that docs/specs/event.md allows.</summary>
    private static bool Says(object? column, JsonElement sent)
    {
        var text = sent.ValueKind == JsonValueKind.String ? sent.GetString()! : sent.GetRawText();
        return column switch
        {
            string kept => Plain(kept) == Plain(text),
            Timestamp kept => kept == Moment(text),
            IFormattable kept => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number == decimal.Parse(kept.ToString("G", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
                : double.Parse(text, CultureInfo.InvariantCulture) == Convert.ToDouble(kept, CultureInfo.InvariantCulture),
            _ => false,
        };
    }

    /// <summary>A text without white space around it, composition, case, and the two separators of language tags.</summary>
    private static string Plain(string text) => Frontline.Enrichment.Unicode.Nfc.Normalise(text.Trim()).ToUpperInvariant().Replace('_', '-');

    private static Timestamp Moment(string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var millis)
            ? new Timestamp(millis * 1000)
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                ? new Timestamp((long)exact * 1000)
                : Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));

    private static object? ColumnOf(EventFields fields, string name)
    {
        var column = name == "time" ? nameof(EventFields.ClientTime) : string.Concat(name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        if (name is "source" or "server") return null;
        return typeof(EventFields).GetProperty(column) is { } property ? property.GetValue(fields) : new Missing();
    }

    private static List<JsonElement> Sent(ReceivedBatch batch)
    {
        if (batch.Format == BatchFormat.Json) return [.. JsonDocument.Parse(batch.Body).RootElement.GetProperty("events").EnumerateArray()];
        var lines = Encoding.UTF8.GetString(batch.Body.Span).Split('\n').Where(line => line.Trim(' ', '\t', '\r').Length > 0);
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private sealed record Missing;
}
