using System.CommandLine;
using System.Globalization;
using Frontline.Client;

namespace Frontline.Commands;

/// <summary>One reject with all that is wrong with it and its event as it was sent.</summary>
internal sealed class RejectsShowCommand : ServerCommand
{
    private readonly Argument<string> id = new("ID") { Description = "The reject's id, as `frontline rejects list` prints it: LOG-RECEIPT-INDEX." };

    public RejectsShowCommand(CommandServices services)
        : base(services, "show", "Shows one reject: every violation in words, and the event as it was sent.", ["frontline rejects show 4f6f0a1b2c3d-17-0", "frontline rejects show 4f6f0a1b2c3d-17-0 --format json"])
    {
        Add(id);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var wanted = parse.GetRequiredValue(id);
        if (wanted.Split('-') is not [var log, var receipt, var index]
            || !long.TryParse(receipt, NumberStyles.None, CultureInfo.InvariantCulture, out var position) || !int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new UsageException($"'{wanted}' is no id of a reject; one such as 4f6f0a1b2c3d-17-0 is expected.");
        }

        var rows = await RejectText.QueryAsync(
            connection, string.Create(CultureInfo.InvariantCulture, $"WHERE log = {ServerQueries.Literal(log)} AND receipt = {position} AND receipt_index = {number}"),
            game: null, cancellation).ConfigureAwait(false);
        if (rows is not [var row])
        {
            Terminal.Say($"There is no reject {wanted} in the warehouse. What was sent a moment ago takes up to three seconds.");
            return ExitCode.CouldNotBeDone;
        }

        if (Format(parse) == "json")
        {
            PrintJson(row);
        }
        else
        {
            foreach (var line in RejectText.Lines(row))
            {
                Terminal.Output.WriteLine(line);
            }
        }

        return ExitCode.Done;
    }
}
