using System.CommandLine;
using System.Globalization;
using Frontline.Books;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Importing;
using Frontline.Lake.Books;

namespace Frontline.Commands;

/// <summary>Imports files into one of the lake's books: all files are read and checked before anything is sent, and go in together or not at all.</summary>
internal abstract class BookImportCommand : ServerCommand
{
    private readonly Book book;
    private readonly Argument<string[]> files;
    private readonly Option<string?> source;
    private readonly Option<string[]> columns;

    protected BookImportCommand(CommandServices services, Book book, string description, string fileDescription, string sourceDescription, IReadOnlyList<string> names, IReadOnlyList<string> examples)
        : base(services, "import", description, examples)
    {
        this.book = book;
        files = new Argument<string[]>("FILE") { Description = fileDescription, Arity = ArgumentArity.OneOrMore };
        source = new Option<string?>("--source") { Description = sourceDescription, HelpName = "NAME" };
        columns = new Option<string[]>("--column")
        {
            Description = $"Which column of the files is which, where their header says it otherwise: {string.Join(", ", names)}. May be given several times.",
            HelpName = "NAME=HEADER",
            AllowMultipleArgumentsPerToken = false,
        };
        Add(files);
        Add(source);
        Add(columns);
    }

    protected string? Source(ParseResult parse) => parse.GetValue(source);

    protected IReadOnlyList<string> ColumnPairs(ParseResult parse) => parse.GetValue(columns) ?? [];

    /// <summary>Reads the files, sends what they say, and prints what became of it.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="connection">Where to send it.</param>
    /// <param name="path">The address.</param>
    /// <param name="read">Reads one file.</param>
    /// <param name="cancellation">Cancels it.</param>
    protected async Task<int> ImportAsync(
        ParseResult parse, ServerConnection connection, string path, Action<BookCsv, BookRows, BookProblems> read, CancellationToken cancellation)
    {
        var problems = new BookProblems();
        var rows = new BookRows(book, problems);
        var sources = new List<BookFile>();
        foreach (var file in FilePatterns.Expand(parse.GetRequiredValue(files)))
        {
            using var csv = await BookCsv.OpenAsync(file, cancellation).ConfigureAwait(false);
            sources.Add(csv.File);
            read(csv, rows, problems);
        }

        problems.ThrowIfAny();
        var all = rows.Rows;
        var skipped = book == Book.Costs ? 1 : 0;
        var request = new BookImportRequest(
            Source(parse) ?? sources[0].Name, sources, skipped == 0 ? all : [.. all.Select(row => row[skipped..])]);
        var answer = await Terminal.WithProgressAsync("Importing", _ => connection.SendAsync<BookImportResponse>(HttpMethod.Post, path, request, cancellation)).ConfigureAwait(false);
        Print(parse, answer, all.Count);
        return ExitCode.Done;
    }

    private void Print(ParseResult parse, BookImportResponse answer, int rows)
    {
        var gaps = answer.Gaps ?? [];
        foreach (var gap in gaps)
        {
            Terminal.Say($"{gap.Base}/{gap.Quote} has no rate from {gap.From} to {gap.To}; money of these days stays unconverted.");
        }

        if (Format(parse) == "json")
        {
            PrintJson(book == Book.Rates
                ? new { rows, answer.Added, answer.Corrected, answer.Already, answer.Version, gaps }
                : (object)new { rows, answer.Added, answer.Corrected, answer.Already, answer.Version });
            return;
        }

        TextTable.Write(
            Terminal.Output, ["rows", "added", "corrected", "already", "version"],
            [[Text(rows), Text(answer.Added), Text(answer.Corrected), Text(answer.Already), answer.Version is { } version ? Text(version) : "-"]], new HashSet<int> { 0, 1, 2, 3, 4 });
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
