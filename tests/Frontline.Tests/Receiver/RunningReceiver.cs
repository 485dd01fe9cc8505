using System.Net;
using System.Net.Sockets;
using System.Text;
using Frontline.Core.Games;
using Frontline.Core.Road;
using Frontline.Receiver;
using Frontline.Testing.Receiver;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Frontline.Tests.Receiver;

/// <summary>The Receiver behind a real Kestrel on a free port of loopback.</summary>
internal sealed class RunningReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningReceiver(WebApplication app)
    {
        this.app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public ReceiverCounters Counters => Services.GetRequiredService<ReceiverCounters>();

    public static async Task<RunningReceiver> StartAsync(IInbox inbox, ReceiverOptions? options = null)
    {
        options ??= new ReceiverOptions();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            ReceiverKestrel.Configure(server, options);
            server.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddSingleton(inbox);
        builder.Services.AddSingleton<IBatchJudge>(new CountingJudge());
        builder.Services.AddSingleton<IGameCatalog>(HandlerHarness.Games);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddReceiver(options);
        var app = builder.Build();
        app.MapReceiver();
        await app.StartAsync();
        return new RunningReceiver(app);
    }

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, string key = HandlerHarness.Key, string path = ReceiverEndpoints.EventsPath)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return await Client.SendAsync(request);
    }

    /// <summary>A connection on which a test writes bytes as it likes.</summary>
    public async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Client.BaseAddress!.Port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<string> ReadToEndAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
