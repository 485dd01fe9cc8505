using System.Net.Http.Headers;
using Frontline.Configuration;
using Frontline.DataDirectories;
using Frontline.Hosting;

namespace Frontline.Client;

/// <summary>
/// The server on a data directory: the one that runs there, which <c>run/server.json</c> leads to, or else one in this process, for as long as this command
/// needs it. Who of several commands gets the directory's lock starts it; the others wait until it answers.
/// </summary>
internal sealed class LocalServerLocator(
    DataLayout layout, IHostStarter starter, Func<EffectiveConfiguration> configuration, string command, HttpMessageInvoker http, TimeProvider time) : IServerLocator
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public bool CanLocateAgain => true;

    public async Task<ServerEndpoint> LocateAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (RunFiles.ReadServer(layout) is { } info && await AnswersAsync(info, cancellation).ConfigureAwait(false))
            {
                return new ServerEndpoint(info.Url, info.Token, Stays: !info.Temporary, Own: null);
            }

            try
            {
                var host = await starter.StartAsync(
                    new HostSettings { Configuration = configuration(), Data = layout, Command = command, ListenOutside = false }, cancellation).ConfigureAwait(false);
                return new ServerEndpoint(host.Url, host.Token, Stays: false, host);
            }
            catch (DataDirectoryInUseException exception)
            {
                if (time.GetElapsedTime(began) > Patience)
                {
                    throw new ServerUnreachableException($"{exception.Message} It does not answer.", exception);
                }
            }

            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<bool> AnswersAsync(ServerInfo info, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(info.Url, "status"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", info.Token);
        try
        {
            using var response = await http.SendAsync(request, both.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
