using System.Net;
using System.Text.Json;
using Frontline.Client;
using Frontline.Core;
using Frontline.Games;

namespace Frontline.Admin;

/// <summary>Reads the JSON that an address under /api takes and writes what it gives, or the error in the one shape all of them use.</summary>
internal static class AdminAnswer
{
    /// <exception cref="BadHttpRequestException">The body is not the JSON that is expected.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await context.Request.ReadFromJsonAsync<T>(WireJson.Options, cancellation).ConfigureAwait(false) ?? throw new BadHttpRequestException("The body is null; a JSON object is expected.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new BadHttpRequestException($"The body cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Answers with what needs no waiting for.</summary>
    public static Task WriteAsync<T>(HttpContext context, T answer) => context.Response.WriteAsJsonAsync(answer, WireJson.Options, context.RequestAborted);

    public static async Task WriteAsync<T>(HttpContext context, Func<CancellationToken, Task<T>> answer)
    {
        try
        {
            var result = await answer(context.RequestAborted).ConfigureAwait(false);
            await context.Response.WriteAsJsonAsync(result, WireJson.Options, context.RequestAborted).ConfigureAwait(false);
        }
        catch (GameException exception)
        {
            await AdminError.WriteAsync(context, HttpStatusCode.BadRequest, exception.Code, exception.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            await AdminError.WriteAsync(context, HttpStatusCode.BadRequest, "bad_request", exception.Message).ConfigureAwait(false);
        }
        catch (DataDamagedException exception)
        {
            await AdminError.WriteAsync(context, HttpStatusCode.InternalServerError, "data_damaged", exception.Message).ConfigureAwait(false);
        }
    }
}
