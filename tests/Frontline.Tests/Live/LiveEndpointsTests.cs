using System.Net;
using System.Text.Json;
using Frontline.Core.Events;
using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.Roles;
using Frontline.Live;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Frontline.Tests.Live.LiveFixture;

namespace Frontline.Tests.Live;

public sealed class LiveEndpointsTests : IAsyncLifetime
{
    private readonly LiveFixture live = new();
    private readonly FakeTimeProvider time = new(At("12:00:30").ToDateTimeOffset());
    private readonly HttpClient client = new();
    private IReadOnlyList<RoleStatus> roles = [new RoleStatus("recorder", "running", 0, 0)];
    private WebApplication app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IGameCatalog>(live.Games);
        builder.Services.AddSingleton<ILiveStore>(live.Store);
        builder.Services.AddLive(new LiveOptions { FollowersMax = 1, ValuesPerDimensionMax = 2 });
        app = builder.Build();
        app.MapLive(() => roles);
        await app.StartAsync(Cancellation);
        client.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task The_answer_aligns_minutes_and_carries_position_days_and_money()
    {
        live.Apply(
            Noon,
            live.Event("11:58", 1, fields => (fields.Name, fields.Amount, fields.Currency) = (EventNames.Purchase, 1.990m, "EUR")),
            live.Event("12:00", 2),
            live.Event("2026-01-30T01:00:00Z", 2));
        using var answer = await Get("?minutes=3");
        var root = answer.RootElement;
        Assert.Equal("g", root.GetProperty("game").GetString());
        Assert.Equal("2026-01-31T12:00:00.000000Z", root.GetProperty("as_of").GetString());
        Assert.Equal("""[{"log":"00000000000a","partition":0,"entry":1,"as_of":"2026-01-31T12:00:00.000000Z"}]""", root.GetProperty("positions").GetRawText());
        Assert.True(root.GetProperty("settled").GetBoolean());
        Assert.Equal("""["2026-01-31T11:58:00Z","2026-01-31T11:59:00Z","2026-01-31T12:00:00Z"]""", root.GetProperty("minutes").GetRawText());
        Assert.Equal(
            """{"events":[1,0,1],"active_players":[1,0,1],"new_players":[1,0,0],"sessions":[1,0,1],"purchases":[1,0,0],"rejects":[0,0,0],"money":[{"currency":"EUR","revenue":["1.99","0","0"],"purchase_revenue":["1.99","0","0"],"ad_revenue":["0","0","0"],"refunds":["0","0","0"]}]}""",
            root.GetProperty("total").GetRawText());
        Assert.Equal(
            """[{"day":"2026-01-30","starts_at":"2026-01-30T00:00:00.000000Z","ends_at":"2026-01-31T00:00:00.000000Z","events":1,"active_players":1,"new_players":1,"sessions":1,"purchases":0,"rejects":0,"money":[]},{"day":"2026-01-31","starts_at":"2026-01-31T00:00:00.000000Z","ends_at":"2026-02-01T00:00:00.000000Z","events":2,"active_players":2,"new_players":1,"sessions":2,"purchases":1,"rejects":0,"money":[{"currency":"EUR","date":"2026-01-31","revenue":"1.99","purchase_revenue":"1.99","ad_revenue":"0","refunds":"0"}]}]""",
            root.GetProperty("days").GetRawText());
        Assert.False(root.TryGetProperty("values", out _));
    }

    [Fact]
    public async Task A_dimension_splits_the_numbers_most_events_first_and_says_what_is_left_out()
    {
        live.Apply(Noon, live.Event("11:58", 1, Country("DE")), live.Event("11:59", 1, Country("FR")), live.Event("11:59", 2, Country("FR")), live.Event("11:57", 2, Country("GB")), live.Event("12:00", 2, Country("US")));
        using var answer = await Get("?minutes=4&by=country");
        Assert.Equal("country", answer.RootElement.GetProperty("by").GetString());
        Assert.Equal(["FR", "DE", "GB"], answer.RootElement.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString()));
        Assert.Equal("[0,0,2,0]", answer.RootElement.GetProperty("values")[0].GetProperty("events").GetRawText());
        Assert.Contains(answer.RootElement.GetProperty("notes").EnumerateArray(), note => note.GetString()!.StartsWith("1 values", StringComparison.Ordinal));
        Assert.Contains(answer.RootElement.GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("more than the total", StringComparison.Ordinal));

        using var one = await Get("?minutes=4&by=country&value=US");
        Assert.Equal("""["US"]""", JsonSerializer.Serialize(one.RootElement.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString())));
        using var none = await Get("?minutes=1&by=country&value=XX");
        Assert.Equal("[0]", none.RootElement.GetProperty("values")[0].GetProperty("events").GetRawText());
    }

    [Fact]
    public async Task Without_events_everything_is_zero_and_as_of_is_null()
    {
        using var answer = await Get("?minutes=2");
        Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("as_of").ValueKind);
        Assert.Equal("[0,0]", answer.RootElement.GetProperty("total").GetProperty("events").GetRawText());
        Assert.Equal(60, (await Get("")).RootElement.GetProperty("minutes").GetArrayLength());
    }

    [Fact]
    public async Task A_lag_of_any_role_makes_it_unsettled()
    {
        using var settled = await Get("");
        Assert.True(settled.RootElement.GetProperty("settled").GetBoolean());
        roles = [new RoleStatus("recorder", "running", 3, 0.1)];
        using var unsettled = await Get("");
        Assert.False(unsettled.RootElement.GetProperty("settled").GetBoolean());
    }

    [Theory]
    [InlineData("?game=x", HttpStatusCode.NotFound, "unknown_game")]
    [InlineData("?minutes=0", HttpStatusCode.BadRequest, "bad_minutes")]
    [InlineData("?minutes=2881", HttpStatusCode.BadRequest, "bad_minutes")]
    [InlineData("?minutes=1e3", HttpStatusCode.BadRequest, "bad_minutes")]
    [InlineData("?by=player", HttpStatusCode.BadRequest, "bad_by")]
    [InlineData("?value=FR", HttpStatusCode.BadRequest, "value_without_by")]
    public async Task A_wrong_query_is_refused_with_a_sentence(string query, HttpStatusCode status, string code)
    {
        using var response = await client.GetAsync(new Uri($"/api/live{query}", UriKind.Relative), Cancellation);
        Assert.Equal(status, response.StatusCode);
        using var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(code, error.RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.EndsWith(".", error.RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_several_games_one_must_be_named()
    {
        live.Games.Change(new Game { Id = "g", Keys = [] }, new Game { Id = "h", Keys = [] });
        using var response = await client.GetAsync(new Uri("/api/live", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("g, h", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_gets_an_event_at_once_at_each_position_and_a_comment_in_silence()
    {
        using var response = await Follow();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal("event: live", await reader.ReadLineAsync(Cancellation));
        Assert.Contains("\"as_of\":null", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("", await reader.ReadLineAsync(Cancellation));

        live.Apply(Noon, live.Event("12:00"));
        Assert.Equal("event: live", await AdvanceUntilRead(reader));
        Assert.Contains("\"entry\":1", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("", await reader.ReadLineAsync(Cancellation));
        Assert.Equal(": still here", await AdvanceUntilRead(reader));
    }

    [Fact]
    public async Task Followers_are_bounded_and_one_that_goes_makes_room()
    {
        var followers = app.Services.GetRequiredService<LiveFollowers>();
        using (await Follow())
        {
            using var refused = await Follow();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal(1, followers.Count);
        }

        while (followers.Count > 0)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }

        using var next = await Follow();
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task Followers_do_not_keep_the_program_from_ending()
    {
        using var response = await Follow();
        await app.StopAsync(Cancellation);
        Assert.Equal(0, app.Services.GetRequiredService<LiveFollowers>().Count);
    }

    // The follower's timer may not have been set yet when time moves on, so it is moved on until something comes; 16 s in all are silence.
    private async Task<string?> AdvanceUntilRead(StreamReader reader)
    {
        var line = reader.ReadLineAsync(Cancellation).AsTask();
        while (!line.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(line, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation));
        }

        return await line;
    }

    private async Task<JsonDocument> Get(string query) =>
        JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/live{query}", UriKind.Relative), Cancellation));

    private async Task<HttpResponseMessage> Follow()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/live?minutes=1");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private static Action<EventFields> Country(string country) => fields => fields.Country = country;
}
