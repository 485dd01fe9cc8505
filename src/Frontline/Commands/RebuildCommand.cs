using System.CommandLine;
using System.Net;
using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

/// <summary>Builds the warehouse again from the lake.</summary>
internal sealed class RebuildCommand : ServerCommand
{
    public RebuildCommand(CommandServices services)
        : base(services, "rebuild", "Builds the warehouse again from the lake. Events are received meanwhile.", ["frontline rebuild", "frontline rebuild --format json"]) => AddServerOptions();

    protected override async Task<int> RunAsync(ParseResult parse, ServerConnection connection, CancellationToken cancellation)
    {
        var result = await Terminal.WithProgressAsync("Rebuilding", report => RebuildAsync(connection, report, cancellation)).ConfigureAwait(false);
        if (Format(parse) == "json")
        {
            PrintJson(result);
        }
        else
        {
            Terminal.Say("The warehouse is rebuilt.");
        }

        return ExitCode.Done;
    }

    private static async Task<JsonElement> RebuildAsync(ServerConnection connection, Action<ProgressReport> report, CancellationToken cancellation)
    {
        using var response = await connection.SendAsync(HttpMethod.Post, "api/rebuild", content: null, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw new RequestFailedException(response.StatusCode, code: null, "The warehouse cannot be rebuilt now (503). Try again later.");
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
        while (await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0 || JsonSerializer.Deserialize<RebuildProgress>(line, WireJson.Options) is not { } progress)
            {
                continue;
            }

            if (progress.Error is { } error)
            {
                throw new RequestFailedException(response.StatusCode, error.Code, error.Message ?? "The rebuild failed.");
            }

            if (progress.Result is { } result)
            {
                return result;
            }

            report(new ProgressReport(progress is { Done: { } done, Total: > 0 and { } total } ? (double)done / total : 0, progress.Stage));
        }

        throw new RequestFailedException(response.StatusCode, code: null, "The server ended its answer before the rebuild was done; its log says why.");
    }
}
