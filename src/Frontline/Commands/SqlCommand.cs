using System.CommandLine;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

/// <summary>One read-only statement on the warehouse.</summary>
internal sealed class SqlCommand : ServerCommand
{
    /// <summary>Rows of a table are held in memory for their widths; more are asked for in another format.</summary>
    private const int TableRowsMax = 10_000;

    private readonly Argument<string> sql = new("SQL") { Description = "One read-only statement, or - to read it from standard input." };
    private readonly Option<string?> game = new("--game") { Description = "See this game's rows only.", HelpName = "GAME" };
    private readonly Option<FileInfo?> outFile = new("--out") { Description = "Write the result to a file, which appears when it is whole.", HelpName = "FILE" };

    public SqlCommand(CommandServices services)
        : base(
            services, "sql", "Runs one read-only SQL statement on the warehouse.",
            [
                "frontline sql \"select name, count(*) from events group by 1\"",
                "frontline sql \"select * from player_days\" --game mygame --format parquet --out player_days.parquet",
                "frontline sql - --format csv < query.sql",
            ],
            "table", "csv", "json", "parquet")
    {
        Add(sql);
        Add(game);
        Add(outFile);
        AddServerOptions();
    }

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var format = Format(parse);
        var file = parse.GetValue(outFile);
        if (format == "parquet" && file is null && Terminal.OutputIsTerminal)
        {
            throw new UsageException("Parquet is not for a terminal's eyes: name a file with --out, or redirect the output.");
        }

        var statement = parse.GetRequiredValue(sql);
        if (statement == "-")
        {
            statement = await Console.In.ReadToEndAsync(cancellation).ConfigureAwait(false);
        }

        var request = new SqlRequest(statement, parse.GetValue(game), format == "table" ? "json" : format);
        using var response = await connection.SendAsync(HttpMethod.Post, "api/sql", () => JsonContent.Create(request, options: WireJson.Options), cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw new RequestFailedException(response.StatusCode, code: null, "The warehouse cannot answer now (503). Try again later.");
        }

        var result = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            if (file is not null)
            {
                await WriteFileAsync(file.FullName, format, result, cancellation).ConfigureAwait(false);
            }
            else if (format == "table")
            {
                await WriteTableAsync(result, Terminal.Output, cancellation).ConfigureAwait(false);
            }
            else
            {
                await CopyAsync(result, Terminal.OutputBytes, endWithLine: format != "parquet", cancellation).ConfigureAwait(false);
            }
        }

        return ExitCode.Done;
    }

    private async Task WriteFileAsync(string path, string format, Stream result, CancellationToken cancellation)
    {
        var temporary = path + ".part";
        try
        {
            var file = File.Create(temporary);
            await using (file.ConfigureAwait(false))
            {
                if (format == "table")
                {
                    var writer = new StreamWriter(file);
                    await using (writer.ConfigureAwait(false))
                    {
                        await WriteTableAsync(result, writer, cancellation).ConfigureAwait(false);
                    }
                }
                else
                {
                    await result.CopyToAsync(file, cancellation).ConfigureAwait(false);
                }
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static async Task CopyAsync(Stream from, Stream to, bool endWithLine, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        var last = (byte)'\n';
        int read;
        while ((read = await from.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            last = buffer[read - 1];
        }

        if (endWithLine && last != (byte)'\n')
        {
            to.WriteByte((byte)'\n');
        }

        await to.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private async Task WriteTableAsync(Stream result, TextWriter output, CancellationToken cancellation)
    {
        var columns = new List<string>();
        var rows = new List<string[]>();
        var numbers = new HashSet<int>();
        var more = false;
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(result, WireJson.Options, cancellation).ConfigureAwait(false))
        {
            if (rows.Count == TableRowsMax)
            {
                more = true;
                break;
            }

            if (columns.Count == 0)
            {
                columns.AddRange(row.EnumerateObject().Select(property => property.Name));
            }

            var cells = row.EnumerateObject().Select(property => property.Value).ToList();
            numbers.UnionWith(Enumerable.Range(0, cells.Count).Where(i => cells[i].ValueKind == JsonValueKind.Number));
            rows.Add([.. cells.Select(cell => cell.ValueKind == JsonValueKind.Null ? "" : cell.ToString())]);
        }

        if (rows.Count == 0)
        {
            Terminal.Say("No rows.");
            return;
        }

        TextTable.Write(output, columns, rows, numbers);
        Terminal.Say(more ? $"The first {TableRowsMax} rows. There are more: ask for --format csv, json or parquet." : rows.Count == 1 ? "1 row." : $"{rows.Count} rows.");
    }
}
