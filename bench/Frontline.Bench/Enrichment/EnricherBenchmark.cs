using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Frontline.Core;
using Frontline.Core.Road;
using Frontline.Enrichment;

namespace Frontline.Bench.Enrichment;

/// <summary>Enriching one batch of 100 events of one player; divide by 100 for the cost of an event.</summary>
[MemoryDiagnoser]
public class EnricherBenchmark
{
    private const int Events = 100;

    private Enricher enricher = null!;
    private ReceivedBatch batch = null!;

    /// <summary>What the batch is made of.</summary>
    [Params("levels", "purchases", "own", "no ids", "rejects")]
    public string Kind { get; set; } = "levels";

    /// <summary>Whether the events are held against a plan that names each of their props.</summary>
    [Params(false, true)]
    public bool HasPlan { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        batch = MakeBatch(Kind);
        enricher = new Enricher(new EnrichmentOptions(), HasPlan ? new SmallPlan() : null);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public StreamBatch Enrich() => enricher.Enrich("0123456789ab", position: 1, batch);

    /// <summary>Events of about 300 bytes, with the device in the batch's context.</summary>
    public static ReceivedBatch MakeBatch(string kind)
    {
        var random = new Random(1);
        var body = new StringBuilder("""
            {"sent_at":"2026-01-31T12:00:05.123Z","context":{"platform":"ios","os_version":"17.2.1","device_model":"iPhone14,2","app_version":"3.14.1","build":"3141","country":"DE","language":"de-de","installed_at":"2025-12-24T18:00:00Z"},"events":[
            """);
        for (var i = 0; i < Events; i++)
        {
            var id = Convert.ToHexStringLower(BitConverter.GetBytes(random.NextInt64())) + Convert.ToHexStringLower(BitConverter.GetBytes(random.NextInt64()));
            var uuid = $"{id[..8]}-{id[8..12]}-{id[12..16]}-{id[16..20]}-{id[20..]}";
            var eventId = kind == "no ids" ? "" : $"\"event_id\":\"{uuid}\",";
            var (name, props) = kind switch
            {
                "purchases" => ("purchase", $"\"product\":\"gems_500\",\"amount\":\"4.99\",\"currency\":\"EUR\",\"store\":\"app_store\",\"transaction_id\":\"{id}\""),
                "own" => ("house_visited", "\"house\":\"the mill\",\"neighbours\":[1,2,3],\"mood\":{\"now\":\"sunny\",\"before\":\"rain\"},\"steps\":481"),
                "rejects" => ("purchase", "\"product\":\"gems_500\",\"amount\":\"-4.99\",\"currency\":\"EUX\""),
                _ => ("level_complete", $"\"level\":{random.Next(1000)},\"attempt\":2,\"score\":{random.Next(100000)},\"duration\":81.25,\"boosters\":1,\"lives_left\":4,\"moves\":17"),
            };
            var time = string.Create(CultureInfo.InvariantCulture, $"2026-01-31T12:00:{i % 60:D2}.{i:D3}Z");
            body.Append(i == 0 ? "" : ",")
                .Append("{\"name\":\"").Append(name).Append("\",\"player_id\":\"9f1c5b0e-7d1e-4b53-9d4c-000000001234\",").Append(eventId)
                .Append("\"time\":\"").Append(time).Append("\",\"session_id\":\"5b0e7d1e-4b53-4d4c-8000-000000000001\",\"sequence\":").Append(i)
                .Append(",\"props\":{").Append(props).Append("}}");
        }

        return new ReceivedBatch
        {
            Game = "mygame",
            Key = WriteKeyKind.Production,
            Format = BatchFormat.Json,
            ReceivedAt = new Timestamp(1_769_860_806_000_000),
            EventCount = Events,
            Body = Encoding.UTF8.GetBytes(body.Append("]}").ToString()),
        };
    }
}
