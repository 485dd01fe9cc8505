namespace Frontline.SampleGame.Players;

/// <summary>A way in which an event can be broken, by mistakes that games' programmers make.</summary>
/// <param name="Code">The code of the reject that it becomes.</param>
/// <param name="Text">The event; {0} is its player, {1} its event id, {2} its time.</param>
internal sealed record Flaw(string Code, string Text)
{
    public static IReadOnlyList<Flaw> All { get; } =
    [
        new("not_an_object", "42"),
        new("missing", """{{"name":"level_start","event_id":"{1}","time":"{2}","props":{{"level":3}}}}"""),
        new("missing", """{{"name":"level_complete","player_id":"{0}","event_id":"{1}","time":"{2}","props":{{"score":100}}}}"""),
        new("not_an_integer", """{{"name":"level_start","player_id":"{0}","event_id":"{1}","time":"{2}","props":{{"level":1.5}}}}"""),
        new("bad_time", """{{"name":"session_start","player_id":"{0}","event_id":"{1}","time":"yesterday"}}"""),
        new("negative_amount", """{{"name":"purchase","player_id":"{0}","event_id":"{1}","time":"{2}","props":{{"amount":"-4.99","currency":"USD"}}}}"""),
        new("unknown_currency", """{{"name":"purchase","player_id":"{0}","event_id":"{1}","time":"{2}","props":{{"amount":"80","currency":"GEMS"}}}}"""),
        new("empty", """{{"name":"","player_id":"{0}","event_id":"{1}","time":"{2}"}}"""),
    ];
}
