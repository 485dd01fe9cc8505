using System.CommandLine;

namespace Frontline.Commands;

/// <summary>A question about a game's days: what all of them can be told, and how it is sent.</summary>
internal abstract class QuestionCommand : ServerCommand
{
    private readonly Option<string?> game = GameOption.Create();
    private readonly Option<string?> from;
    private readonly Option<string?> to;
    private readonly Option<string?> where;
    private readonly Option<string[]> by = new("--by") { Description = "A dimension: platform, country, campaign, experiment.NAME, props.NAME …; several as platform,country.", HelpName = "DIMENSION" };
    private readonly Option<string?> asOf = MomentOption.Create("--as-of", "As it was known then, by what had been recorded and by the rates and costs of then");
    private readonly Option<string?> currency = new("--currency") { Description = "Report money in another currency than the game's.", HelpName = "CODE" };

    /// <param name="services">As every command has them.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="examples">How it is used.</param>
    /// <param name="days">What <c>--from</c> and <c>--to</c> name, such as "install day".</param>
    /// <param name="rows">What <c>--where</c> is a condition over, such as "players".</param>
    /// <param name="formats">What it can print.</param>
    protected QuestionCommand(CommandServices services, string name, string description, IReadOnlyList<string> examples, string days, string rows, params string[] formats)
        : base(services, name, description, examples, formats)
    {
        from = new("--from") { Description = $"First {days}, in the game's time zone; 30 days up to the last when left out.", HelpName = "DAY" };
        to = new("--to") { Description = $"Last {days}, inclusive; the last one with data when left out.", HelpName = "DAY" };
        where = new("--where") { Description = $"A condition over {rows}: \"country in ('DE', 'AT') and platform = 'ios'\".", HelpName = "CONDITION" };
    }

    /// <summary>Adds what every question can be told, and the server's options behind it. Called at the end of each constructor.</summary>
    /// <param name="dimensions">Whether it can be cut.</param>
    /// <param name="money">Whether there is money in the answer.</param>
    protected void AddQuestionOptions(bool dimensions = true, bool money = true)
    {
        Add(game);
        Add(from);
        Add(to);
        if (dimensions)
        {
            Add(by);
        }

        Add(where);
        if (money)
        {
            Add(currency);
        }

        Add(asOf);
        AddServerOptions();
    }

    /// <summary>The query string of the question.</summary>
    /// <param name="parse">What was said.</param>
    /// <param name="own">What the command can be told besides.</param>
    protected string Query(ParseResult parse, params IEnumerable<(string Key, string? Value)> own) => GameOption.Query(
        parse.GetValue(game),
        [
            ("from", parse.GetValue(from)), ("to", parse.GetValue(to)), ("where", parse.GetValue(where)), ("currency", parse.GetValue(currency)),
            ("as_of", MomentOption.Parameter("--as-of", parse.GetValue(asOf), Services.Time.GetUtcNow())),
            .. (parse.GetValue(by) ?? []).Select(one => ("by", (string?)one)), .. own,
        ]);
}
