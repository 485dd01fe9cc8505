using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Frontline.Integration.Processes;
using Xunit;

namespace Frontline.Integration.Kept;

/// <summary>
/// Data directories of earlier versions, made by <c>make.sh</c> and killed in the middle: this version reads all of it, keeps its promises about it, and goes on. A change of a format
/// that is on disk adds another archive and leaves the older ones.
/// </summary>
public sealed class KeptDirectoryTests
{
    /// <summary>By the date and the state of the version that made it.</summary>
    public static TheoryData<string> Archives => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Kept"), "*.tar.gz").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Archives))]
    public async Task What_an_earlier_version_acknowledged_is_there_exactly_once_and_the_road_goes_on(string archive)
    {
        using var directory = new TemporaryDirectory();
        await UnpackAsync(archive, directory.Path);
        await using var server = await FrontlineProcess.StartAsync(directory.Path);
        await server.SettleAsync();

        // 40 batches of four events and a reject, one of them twice; three imported events.
        var totals = (await server.SqlAsync("""
            SELECT (SELECT count(*) FROM events)::BIGINT AS events, (SELECT count(DISTINCT event_id) FROM events)::BIGINT AS ids, (SELECT count(*) FROM players)::BIGINT AS players,
              (SELECT sum(amount) FROM player_day_revenue WHERE kind = 'purchase' AND currency = 'EUR')::VARCHAR AS revenue, (SELECT sum(completes) FROM level_attempts)::BIGINT AS completes,
              (SELECT count(*) FROM events WHERE props->>'mode' = 'hard')::BIGINT AS hard
            """))[0];
        Assert.Equal("163 160 10 79.60000000 40 40", Values(totals));
        var ledger = await server.SqlAsync("SELECT sum(received)::BIGINT AS received, sum(recorded)::BIGINT AS recorded, sum(rejected)::BIGINT AS rejected, sum(duplicate)::BIGINT AS duplicate FROM ledger");
        Assert.Equal("208 163 41 4", Values(ledger[0]));
        Assert.Equal("missing", Values((await server.SqlAsync("SELECT DISTINCT codes[1] AS code FROM rejects"))[0]));

        await ImportAgainAsync(server);
        await SendAsync(server);
        await server.SettleAsync();
        Assert.Equal("164 11", Values((await server.SqlAsync("SELECT (SELECT count(*) FROM events)::BIGINT AS events, (SELECT count(*) FROM players)::BIGINT AS players"))[0]));
        foreach (var command in (string[][])[["audit"], ["lake", "verify"]])
        {
            var check = await FrontlineProcess.RunAsync([.. command, "--data", directory.Path]);
            Assert.True(check.ExitCode == 0, check.Output + check.Errors);
        }
    }

    private static async Task UnpackAsync(string archive, string into)
    {
        await using var packed = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Kept", archive));
        await using var tar = new GZipStream(packed, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(tar, into, overwriteFiles: true, TestContext.Current.CancellationToken);
    }

    /// <summary>The content that was imported then, under another name: it adds nothing, however long ago that was.</summary>
    private static async Task ImportAgainAsync(FrontlineProcess server)
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "again.ndjson");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Range(1, 3).Select(day => $$"""{"name":"session_start","player_id":"old{{day}}","time":"2026-06-0{{day}}T10:00:00Z"}""" + "\n")));
        var import = await FrontlineProcess.RunAsync(["import", "kept", file, "--data", server.DataDirectory, "--format", "json"]);
        Assert.True(import.ExitCode == 0, import.Errors);
        using var result = JsonDocument.Parse(import.Output);
        var counts = result.RootElement.GetProperty("files")[0];
        Assert.Equal((0, 3), (counts.GetProperty("events").GetInt32(), counts.GetProperty("already").GetInt32()));
    }

    private static async Task SendAsync(FrontlineProcess server)
    {
        var added = await FrontlineProcess.RunAsync(["keys", "add", "kept", "--data", server.DataDirectory, "--format", "json"]);
        Assert.True(added.ExitCode == 0, added.Errors);
        using var key = JsonDocument.Parse(added.Output);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/events?key={key.RootElement.GetProperty("key").GetString()}") { Content = new StringContent("""{"events":[{"name":"session_start","player_id":"new"}]}""") };
        using var client = new HttpClient { BaseAddress = server.Url };
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static string Values(JsonElement row) => string.Join(' ', row.EnumerateObject().Select(member => member.Value.ToString()));
}
