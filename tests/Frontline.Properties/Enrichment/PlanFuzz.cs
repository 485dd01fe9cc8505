using System.Text;
using System.Text.Json;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Enrichment;
using Frontline.Enrichment.Plans;
using Xunit;

namespace Frontline.Properties.Enrichment;

/// <summary>Schemas put together at random and then damaged: the compiler has a sentence for each, and a plan that it takes judges any event without stumbling.</summary>
public sealed class PlanFuzz
{
    private const int Seeds = 4000;

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.0", "1e400", "3", "\"\"", "\"a\"", "\"\\ud83d\\udca9\"", "[]", "[1,1.0]", "{}", "{\"a\":1}", "{\"a\":{\"a\":{\"a\":[]}}}", "\"#\"", "\"#/$defs/a\"", "\"b.json\"",
        "[\"a\",\"b\"]", "\"integer\"", "[\"string\",\"null\"]", "\"^(a+)+$\"", "\"(?=a)b\"", "\"date-time\"", "1000000000000",
    ];

    [Fact]
    public void Any_bytes_are_a_plan_or_problems_with_their_places_and_a_plan_judges_any_event()
    {
        var (plans, problems, rejected, accepted) = (0, 0, 0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var files = Files(random);
            try
            {
                var result = PlanCompiler.Compile(files, new PlanPolicy());
                Assert.Equal(result.Plan is null, result.Problems.Count > 0);
                Assert.All(result.Problems, problem => Assert.False(string.IsNullOrWhiteSpace(problem.Message)));
                if (result.Plan is not { } plan)
                {
                    problems++;
                    continue;
                }

                plans++;
                var items = new Enricher(new EnrichmentOptions(), new OnePlan(plan)).Enrich("0123456789ab", 1, Batch(random)).Items;
                rejected += items.Count(item => item.Reject is not null);
                accepted += items.Count(item => item.Reject is null);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: {exception}\n{string.Join('\n', files.Select(file => Encoding.UTF8.GetString(file.Content.Span)))}");
            }
        }

        // Both sides must be reached, or the fuzz says little.
        Assert.True(plans > 200 && problems > 200 && rejected > 100 && accepted > 100, $"{plans} plans, {problems} with problems, {rejected} rejected, {accepted} accepted");
    }

    [Fact]
    public void The_fuzz_would_notice_a_compiler_that_stumbles()
    {
        var canaries = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            // A careless compiler's classics: taking whatever stands behind a keyword for what should, and following references without end.
            canaries += Files(new Random(seed)).Any(file => IsJson(file) && Stumbles(file)) ? 1 : 0;
        }

        Assert.True(canaries > 100, $"only {canaries} plans would have tripped a careless compiler");
    }

    private static bool Stumbles(PlanFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Content);
            return document.RootElement.TryGetProperty("minLength", out var length) && length.GetInt32() < 0
                || document.RootElement.TryGetProperty("$ref", out var reference) && reference.GetString() == "#";
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        catch (FormatException)
        {
            return true;
        }
    }

    private static bool IsJson(PlanFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Content);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static PlanFile[] Files(Random random) => [new("opened.json", Damage(Schema(random, 3), random)), new("b.json", Encoding.UTF8.GetBytes(Schema(random, 2)))];

    private static string Schema(Random random, int depth)
    {
        if (random.Next(12) == 0) return Pick(random, Values);
        var keywords = Keywords.Rules.Order(StringComparer.Ordinal).ToArray();
        var members = new Dictionary<string, string>();
        for (var i = random.Next(4); i >= 0; i--)
        {
            var keyword = Pick(random, keywords);
            members[keyword] = Value(keyword, random, depth);
        }

        return "{" + string.Join(',', members.Select(pair => $"\"{pair.Key}\":{pair.Value}")) + "}";
    }

    /// <summary>Mostly what belongs behind a keyword, else anything.</summary>
    private static string Value(string keyword, Random random, int depth)
    {
        if (random.Next(10) == 0 || depth == 0) return Pick(random, Values);
        return keyword switch
        {
            "type" => Pick(random, ["\"integer\"", "\"object\"", "[\"string\",\"null\"]"]),
            "enum" => "[1,\"a\",{\"a\":1}]",
            "$ref" => Pick(random, ["\"#\"", "\"#/$defs/a\"", "\"b.json\"", "\"b.json#/properties/a\""]),
            "pattern" => Pick(random, ["\"^(a+)+$\"", "\"[a-z]\"", "\"(?=a)b\""]),
            "format" => Pick(random, ["\"date-time\"", "\"uuid\"", "\"ipv6\""]),
            "required" => "[\"a\"]",
            "dependentRequired" => "{\"a\":[\"b\"]}",
            "uniqueItems" => "true",
            "allOf" or "anyOf" or "oneOf" or "prefixItems" => $"[{Schema(random, depth - 1)},{Schema(random, depth - 1)}]",
            "properties" or "$defs" or "dependentSchemas" or "patternProperties" => $"{{\"a\":{Schema(random, depth - 1)},\"b\":{Schema(random, depth - 1)}}}",
            "items" or "contains" or "additionalProperties" or "propertyNames" or "not" or "if" or "then" or "else" => Schema(random, depth - 1),
            _ => random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private static byte[] Damage(string schema, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(schema);
        if (random.Next(4) > 0) return bytes;
        for (var i = random.Next(3); i >= 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static ReceivedBatch Batch(Random random)
    {
        var lines = Enumerable.Range(0, 3).Select(_ =>
            $"{{\"name\":\"opened\",\"player_id\":\"p\",\"props\":{{\"a\":{Pick(random, Values)},\"b\":{Pick(random, Values)},\"level\":{Pick(random, Values)}}}}}").ToList();
        return new ReceivedBatch
        {
            Game = "mygame",
            Key = WriteKeyKind.Production,
            Format = BatchFormat.Ndjson,
            ReceivedAt = new Timestamp(1_700_000_000_000_000),
            EventCount = lines.Count,
            Body = Encoding.UTF8.GetBytes(string.Join('\n', lines)),
        };
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private sealed class OnePlan(TrackingPlan plan) : ITrackingPlans
    {
        public TrackingPlan? Find(string game) => plan;
    }
}
