using System.CommandLine;
using System.Globalization;
using Frontline.SampleGame.Worlds;

namespace Frontline.Commands;

/// <summary>The options that say which world of the sample game is meant.</summary>
internal sealed class WorldCommandOptions
{
    private readonly Option<long> players = Within("--players", "Players who install within the history.", WorldOptions.DefaultPlayers, 1, WorldOptions.PlayersMax);
    private readonly Option<long> days = Within("--days", "Days of history.", WorldOptions.DefaultDays, 1, WorldOptions.DaysMax);
    private readonly Option<ulong> seed = new("--seed") { Description = "The same seed, players and days make the same world.", HelpName = "N", DefaultValueFactory = _ => WorldOptions.DefaultSeed };

    public void AddTo(Command command)
    {
        command.Add(players);
        command.Add(days);
        command.Add(seed);
    }

    public (ulong Seed, long Players, int Days) Read(ParseResult parse) => (parse.GetValue(seed), parse.GetValue(players), (int)parse.GetValue(days));

    /// <summary>Whether any of them was given.</summary>
    public bool AreGiven(ParseResult parse) => new Option[] { players, days, seed }.Any(option => parse.GetResult(option) is { Implicit: false });

    private static Option<long> Within(string name, string description, long ordinary, long least, long most)
    {
        var option = new Option<long>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => ordinary };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{token.Value}'; {least} to {most} is expected."));
            }
        });
        return option;
    }
}
