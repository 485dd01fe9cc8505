using System.Globalization;
using System.Text.Json;
using Frontline.Demo;
using Frontline.Embedded.Files;
using Frontline.Integration.Processes;
using Frontline.SampleGame.Sending;
using Frontline.SampleGame.Truths;
using Frontline.SampleGame.Worlds;
using Xunit;

namespace Frontline.Integration.SampleGame;

/// <summary>A small sample game that was played through the Receiver of a server as <c>frontline demo</c> plays it, and what its generator says about it.</summary>
public sealed class PlayedWorld : IAsyncLifetime
{
    private const int Players = 1_500;
    private const int Days = 30;

    private readonly TemporaryDirectory directory = new();
    private FrontlineProcess? server;

    internal FrontlineProcess Server => server!;

    internal Truth Truth { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        server = await FrontlineProcess.StartAsync(directory.Path);
        using var world = new TemporaryDirectory();
        var game = new DemoGame(server.Client, new PhysicalFileSystem(), world.Path, TimeProvider.System, WorldWithTestDevices());
        await game.CatchUpAsync(progress: null, TestContext.Current.CancellationToken);
        await server.SettleAsync();
        Truth = Truth.Read(await File.ReadAllBytesAsync(Path.Combine(world.Path, Truth.FileName), TestContext.Current.CancellationToken));
    }

    /// <summary>Asks the warehouse.</summary>
    internal async Task<Answers> AskAsync(params IEnumerable<Question> questions)
    {
        var today = TimeZoneInfo.ConvertTime(Truth.Until, TimeZoneInfo.FindSystemTimeZoneById(Truth.World.TimeZone)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var answers = new Answers();
        foreach (var question in questions)
        {
            var sql = question.Sql.Replace("$today", today, StringComparison.Ordinal).Replace("$zone", Truth.World.TimeZone, StringComparison.Ordinal);
            answers.Add(question.Name, await Server.SqlAsync($"SELECT k::VARCHAR AS k, v::VARCHAR AS v FROM ({sql})"));
        }

        return answers;
    }

    /// <summary>Asks the metrics, of all days of the world.</summary>
    internal async Task<Answers> AskAsync(params IEnumerable<MetricQuestion> questions)
    {
        var days = string.Create(CultureInfo.InvariantCulture, $"from={Truth.Days[0].Day:yyyy-MM-dd}&to={Truth.Days[^1].Day:yyyy-MM-dd}");
        var answers = new Answers();
        foreach (var question in questions)
        {
            var answer = await MetricAsync($"{question.Metric}/values?{days}{question.Options}");
            answers.Add(question, answer.GetProperty("rows"));
        }

        return answers;
    }

    /// <summary>An answer of <c>/api/metrics</c>.</summary>
    internal async Task<JsonElement> MetricAsync(string path)
    {
        using var answer = JsonDocument.Parse(await Server.Client.GetStringAsync(new Uri("api/metrics/" + path, UriKind.Relative)));
        return answer.RootElement.Clone();
    }

    internal async Task<JsonElement> LiveAsync()
    {
        using var live = JsonDocument.Parse(await Server.Client.GetStringAsync(new Uri($"api/live?game={DemoGame.GameId}", UriKind.Relative)));
        return live.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        directory.Dispose();
    }

    /// <summary>Test devices are rare and play in the last two days only, so not every small world has one.</summary>
    private static WorldOptions WorldWithTestDevices()
    {
        var now = TimeProvider.System.GetUtcNow();
        var window = new SendWindow(long.MinValue, now.ToUnixTimeMilliseconds(), (now - DemoGame.ProductionAge).ToUnixTimeMilliseconds());
        return Enumerable.Range(1, 100).Select(seed => DemoGame.WorldUntil(now, (ulong)seed, Players, Days))
            .First(world => TruthCounter.Count(new SampleWorld(world), window, TestContext.Current.CancellationToken).TestDevices.Events > 0);
    }
}
