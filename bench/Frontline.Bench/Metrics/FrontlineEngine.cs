using System.Text.Json;
using Frontline.Bench.Servers;

namespace Frontline.Bench.Metrics;

/// <summary>Frontline as its users ask it: over HTTP.</summary>
internal sealed class FrontlineEngine(BenchServer server) : IEngine
{
    public string Name => "Frontline";

    public async Task<IReadOnlyDictionary<string, double>> AskAsync(MetricsQuestion question)
    {
        var answers = new List<JsonElement>();
        foreach (var address in question.Addresses)
        {
            using var answer = await server.Client.GetAsync(new Uri(address, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{address}: {text}");
            }

            using var json = JsonDocument.Parse(text);
            answers.Add(json.RootElement.Clone());
        }

        return question.Read(answers);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
