using System.Text;
using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Xunit;

namespace Frontline.Properties.Enrichment;

/// <summary>What holds for any body that the Receiver accepts.</summary>
public sealed class EnricherProperties
{
    private const int Seeds = 3000;
    private static readonly Enricher Enricher = new(new EnrichmentOptions());

    [Fact]
    public void Any_well_formed_body_gives_an_item_for_every_event_and_the_same_ones_each_time()
    {
        var rejected = 0;
        var accepted = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var batch = Mutate(BatchMaker.Make(new Random(seed)), new Random(seed));
            if (batch is null) continue;
            try
            {
                var first = Enricher.Enrich("0123456789ab", 3, batch);
                var again = new Enricher(new EnrichmentOptions()).Enrich("0123456789ab", 3, batch);

                Assert.Equal(batch.EventCount, first.Items.Count);
                Assert.Equal(Enumerable.Range(0, batch.EventCount), first.Items.Select(item => item.Receipt.Index));
                Assert.Equal(Text(first), Text(again));
                rejected += first.Items.Count(item => item.Reject is not null);
                accepted += first.Items.Count(item => item.Reject is null);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}: {exception}\n{Encoding.UTF8.GetString(batch.Body.Span)}");
            }
        }

        // The mutations must reach both sides, or the property says little.
        Assert.True(rejected > 500 && accepted > 1000, $"{rejected} rejected, {accepted} accepted");
    }

    [Fact]
    public void The_fuzz_would_notice_an_enricher_that_stumbles()
    {
        var canaries = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var batch = Mutate(BatchMaker.Make(new Random(seed)), new Random(seed));
            // A careless reader's classic: assuming that an escaped text can be read as text.
            if (batch is not null && StumblesOnLoneSurrogates(batch)) canaries++;
        }

        Assert.True(canaries > 5, $"only {canaries} bodies would have tripped a careless reader");
    }

    [Fact]
    public void Events_keep_their_meaning_whatever_stands_beside_them()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var events = Enumerable.Range(0, 20).Select(i => BatchMaker.Event(random, $"e{i}")).ToList();
            var alone = Enricher.Enrich("0123456789ab", 3, BatchMaker.Json(events, "")).Items;
            var bad = random.Next(events.Count);
            events[bad] = random.Next(3) switch { 0 => "[]", 1 => "{\"name\":\"\\udc00\"}", _ => $"{{\"x\":{new string('[', 40)}{new string(']', 40)}}}" };
            var together = Enricher.Enrich("0123456789ab", 3, BatchMaker.Json(events, "")).Items;
            for (var i = 0; i < events.Count; i++)
            {
                if (i == bad) Assert.True(together[i].Reject is not null, $"seed {seed}");
                else Assert.True(ItemText.Of(alone[i]) == ItemText.Of(together[i]), $"seed {seed}, event {i}");
            }
        }
    }

    [Fact]
    public void A_batch_sent_again_has_the_same_identities_and_equal_events_within_it_have_different_ones()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var one = $"{{\"name\":\"a\",\"player_id\":\"p{random.Next(3)}\",\"time\":{random.NextInt64(1L << 40)}}}";
            var events = Enumerable.Range(0, random.Next(2, 50)).Select(_ => random.Next(2) == 0 ? one : one.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)).ToList();
            var first = Enricher.Enrich("0123456789ab", 3, BatchMaker.Json(events, "")).Items;
            var again = Enricher.Enrich("ffffffffffff", 9, BatchMaker.Json(events, "\"sent_at\":1,")).Items;

            Assert.True(first.Select(item => item.Identity).SequenceEqual(again.Select(item => item.Identity)), $"seed {seed}");
            Assert.True(first.Select(item => item.Identity).Distinct().Count() == events.Count, $"seed {seed}");
        }
    }

    [Fact]
    public async Task Threads_that_share_an_enricher_do_not_disturb_each_other()
    {
        var batches = Enumerable.Range(0, 200).Select(seed => BatchMaker.Make(new Random(seed))).ToArray();
        var expected = batches.Select(batch => Text(new Enricher(new EnrichmentOptions()).Enrich("0123456789ab", 3, batch))).ToArray();

        await Parallel.ForAsync(0, 1000, TestContext.Current.CancellationToken, (i, _) =>
        {
            Assert.Equal(expected[i % batches.Length], Text(Enricher.Enrich("0123456789ab", 3, batches[i % batches.Length])));
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Damages a body at random; null when the Receiver would have refused the result.</summary>
    private static ReceivedBatch? Mutate(ReceivedBatch batch, Random random)
    {
        var body = batch.Body.ToArray().ToList();
        string[] morsels = ["\\ud800", "\\u0000", "null", "1e999", "-0", "\"\"", "[]", "{}", "true", "9223372036854775808", "\\u0061", " ", "é", "\"name\":1,", "-1", "\"player_id\":\"x\","];
        for (var i = random.Next(0, 4); i > 0; i--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(6))
            {
                case 0:
                    body.RemoveAt(at);
                    break;
                case 1:
                    body[at] = (byte)random.Next(32, 127);
                    break;
                case 2:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(morsels[random.Next(morsels.Length)]));
                    break;
                default:
                    ReplaceValue(body, morsels[random.Next(morsels.Length)], random);
                    break;
            }
        }

        return BatchMaker.Accept([.. body], batch.Format);
    }

    private static void ReplaceValue(List<byte> body, string by, Random random)
    {
        var colon = body.IndexOf((byte)':', random.Next(body.Count));
        if (colon < 0) return;
        var end = colon + 1;
        while (end < body.Count && body[end] is not ((byte)',' or (byte)'}')) end++;
        body.RemoveRange(colon + 1, end - colon - 1);
        body.InsertRange(colon + 1, Encoding.UTF8.GetBytes(by.StartsWith('\\') ? $"\"{by}\"" : by.TrimEnd(',')));
    }

    private static bool StumblesOnLoneSurrogates(ReceivedBatch batch)
    {
        if (batch.Format != BatchFormat.Json) return false;
        try
        {
            using var document = JsonDocument.Parse(batch.Body);
            foreach (var member in document.RootElement.GetProperty("events").EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).SelectMany(e => e.EnumerateObject()))
            {
                _ = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(StreamBatch batch) => string.Join('\n', batch.Items.Select(ItemText.Of));
}
