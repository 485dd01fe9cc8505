using System.CommandLine;
using Frontline.Client;
using Frontline.Warehouse.Output;

namespace Frontline.Commands;

/// <summary>A question with one answer, printed for eyes or for programs, its warnings beside it.</summary>
/// <inheritdoc cref="QuestionCommand(CommandServices, string, string, IReadOnlyList{string}, string, string, string[])"/>
internal abstract class AnswerCommand<TAnswer>(CommandServices services, string name, string description, IReadOnlyList<string> examples, string days, string rows, params string[] formats)
    : QuestionCommand(services, name, description, examples, days, rows, formats)
{
    /// <summary>Where the question is asked.</summary>
    protected abstract string Path(ParseResult parse);

    protected abstract void WriteTable(TAnswer answer);

    /// <summary>The lines of the CSV, the heading first.</summary>
    protected abstract IEnumerable<IEnumerable<string>> CsvLines(TAnswer answer);

    protected abstract IReadOnlyList<string> Warnings(TAnswer answer);

    protected sealed override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var answer = await connection.SendAsync<TAnswer>(HttpMethod.Get, Path(parse), body: null, cancellation).ConfigureAwait(false);
        switch (Format(parse))
        {
            case "json":
                PrintJson(answer);
                break;
            case "csv":
                CsvText.Write(Terminal.Output, CsvLines(answer));
                break;
            default:
                WriteTable(answer);
                break;
        }

        foreach (var warning in Warnings(answer))
        {
            Terminal.Say(warning);
        }

        return ExitCode.Done;
    }
}
