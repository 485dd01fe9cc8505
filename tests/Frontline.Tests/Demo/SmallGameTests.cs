using System.Text;
using System.Text.Json;
using Frontline.Core;
using Frontline.Demo;
using Xunit;

namespace Frontline.Tests.Demo;

public sealed class SmallGameTests
{
    [Fact]
    public void The_same_seed_plays_the_same_game()
    {
        var one = new SmallGame(7, 20_000, 20);
        var other = new SmallGame(7, 20_000, 20);

        for (var day = 0; day < 5; day++)
        {
            Assert.Equal(Texts(one.PlayNextDay()), Texts(other.PlayNextDay()));
        }
    }

    [Fact]
    public void Another_seed_plays_another_game() =>
        Assert.NotEqual(Texts(new SmallGame(7, 20_000, 20).PlayNextDay()), Texts(new SmallGame(8, 20_000, 20).PlayNextDay()));

    [Fact]
    public void Everyone_plays_on_the_day_of_the_install_and_fewer_come_back_later()
    {
        var game = new SmallGame(7, 20_000, 200);
        var first = game.PlayNextDay().Select(session => session.Player.Number).Distinct().Count();
        var returning = game.PlayNextDay().Select(session => session.Player).Where(player => player.InstallDay == 20_000).Distinct().Count();

        Assert.Equal(200, first);
        Assert.InRange(returning, 200 * 0.3, 200 * 0.6);
    }

    [Fact]
    public void A_players_events_are_numbered_in_the_order_of_their_time()
    {
        var game = new SmallGame(7, 20_000, 50);
        var events = Enumerable.Range(0, 4).SelectMany(_ => game.PlayNextDay()).GroupBy(session => session.Player.Number)
            .Select(player => player.SelectMany(session => session.Events).OrderBy(one => one.Sequence).ToList());

        Assert.All(events, mine =>
        {
            Assert.Equal(Enumerable.Range(1, mine.Count).Select(number => (long)number), mine.Select(one => one.Sequence));
            Assert.Equal(mine.Select(one => one.Time).Order(), mine.Select(one => one.Time));
        });
    }

    [Fact]
    public void A_batch_is_the_wire_format()
    {
        var session = new SmallGame(7, 20_000, 1).PlayNextDay()[0];
        using var json = JsonDocument.Parse(SmallGameBatch.Write(session, 0, 2, new Timestamp(0)));

        Assert.Equal("1970-01-01T00:00:00.000Z", json.RootElement.GetProperty("sent_at").GetString());
        Assert.Equal(session.Player.Country, json.RootElement.GetProperty("context").GetProperty("country").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("events").GetArrayLength());
        Assert.Equal("session_start", json.RootElement.GetProperty("events")[0].GetProperty("name").GetString());
    }

    private static List<string> Texts(IReadOnlyList<SmallGameSession> sessions) =>
        [.. sessions.Select(session => Encoding.UTF8.GetString(SmallGameBatch.Write(session, 0, session.Events.Count, new Timestamp(0)).Span))];
}

