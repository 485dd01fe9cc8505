using System.Net;
using System.Net.Http.Json;
using Frontline.Client;
using Frontline.Client.Contracts;
using Frontline.Core.Road;

namespace Frontline.Importing;

/// <summary>Sends rows of imported content. A server that cannot take more is asked again, for as long as it takes: nothing is lost by waiting, and it says so.</summary>
internal sealed class ImportSender(ServerConnection connection, string game, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(10);

    private bool waiting;

    public Task<ImportStatusResponse> StatusAsync(string contentHash, string mappingFingerprint, CancellationToken cancellation) => connection.SendAsync<ImportStatusResponse>(
        HttpMethod.Post, $"api/import/{Uri.EscapeDataString(game)}/status", new ImportStatusRequest(contentHash, mappingFingerprint), cancellation);

    /// <summary>Returns once the events are durable.</summary>
    public async Task SendAsync(ImportRange range, ReadOnlyMemory<byte> events, CancellationToken cancellation)
    {
        var (query, body) = ImportWire.Encode(range, events.Span);
        for (var pause = PauseMin; ; pause = pause * 2 < PauseMax ? pause * 2 : PauseMax)
        {
            using (var response = await connection.SendAsync(
                HttpMethod.Post, $"api/import/{Uri.EscapeDataString(game)}/rows?{query}", () => new ByteArrayContent(body), cancellation).ConfigureAwait(false))
            {
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    var answer = await response.Content.ReadFromJsonAsync<ImportRowsResponse>(WireJson.Options, cancellation).ConfigureAwait(false);
                    waiting = false;
                    if (answer?.Accepted != range.Rows.Count)
                    {
                        throw new RequestFailedException(response.StatusCode, code: null, $"The server took {answer?.Accepted ?? 0} of {range.Rows.Count} events. Is it of this version?");
                    }

                    return;
                }
            }

            if (!waiting)
            {
                waiting = true;
                say("The server cannot take more now (503); waiting until it can. Its status page says why.");
            }

            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
        }
    }
}
