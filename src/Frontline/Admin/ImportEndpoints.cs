using System.Net;
using Frontline.Client.Contracts;
using Frontline.Core;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Games;
using Frontline.Importing;
using Frontline.Pipeline;

namespace Frontline.Admin;

/// <summary>Imported rows on their way in: through the same Inbox as everything else, with their place in the content as a second receipt.</summary>
internal static class ImportEndpoints
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(10);

    public static void MapImports(this IEndpointRouteBuilder endpoints, IGameCatalog games, IInbox inbox, Recorder recorder, TimeProvider time)
    {
        endpoints.MapPost("/api/import/{game}/status", context => AdminAnswer.WriteAsync(context, async cancellation =>
        {
            var game = GamesEndpoints.Find(games, context);
            var request = await AdminAnswer.ReadAsync<ImportStatusRequest>(context, cancellation).ConfigureAwait(false);
            return await StatusAsync(game.Id, request, recorder, time, cancellation).ConfigureAwait(false);
        }));
        endpoints.MapPost("/api/import/{game}/rows", context => AppendAsync(context, games, inbox, time));
    }

    /// <summary>Answers once what was accepted is recorded, so that an import that goes on after a cut sends nothing twice.</summary>
    private static async Task<ImportStatusResponse> StatusAsync(string game, ImportStatusRequest request, Recorder recorder, TimeProvider time, CancellationToken cancellation)
    {
        while (recorder.Status.LagEvents is not 0)
        {
            await Task.Delay(AskEvery, time, cancellation).ConfigureAwait(false);
        }

        if (recorder.FindImport(game, request.ContentHash) is not { } known)
        {
            return new ImportStatusResponse(0, Complete: false, Conflict: null);
        }

        var conflict = known.MappingFingerprint == request.MappingFingerprint
            ? null
            : "This content was imported with another mapping before. Import it with that mapping, or change the content: the same rows under two mappings would count twice.";

        // Rows come in order and whole, so the last one recorded says that all before it are.
        return new ImportStatusResponse(known.Rows.Max(range => range.LastRow) + 1, Complete: false, conflict);
    }

    private static async Task AppendAsync(HttpContext context, IGameCatalog games, IInbox inbox, TimeProvider time)
    {
        try
        {
            var game = GamesEndpoints.Find(games, context);
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            var batch = ImportWire.Decode(game.Id, name => context.Request.Query[name].FirstOrDefault(), body.GetBuffer().AsMemory(0, (int)body.Length), Timestamp.Now(time));
            await inbox.AppendAsync(batch, context.RequestAborted).ConfigureAwait(false);
            await AdminAnswer.WriteAsync(context, new ImportRowsResponse(batch.EventCount)).ConfigureAwait(false);
        }
        catch (FormatException exception)
        {
            await AdminError.WriteAsync(context, HttpStatusCode.BadRequest, "bad_rows", exception.Message).ConfigureAwait(false);
        }
        catch (GameException exception)
        {
            await AdminError.WriteAsync(context, HttpStatusCode.BadRequest, exception.Code, exception.Message).ConfigureAwait(false);
        }
        catch (InboxUnavailableException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }
}
