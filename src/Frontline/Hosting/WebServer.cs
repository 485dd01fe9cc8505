using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Frontline.Admin;
using Frontline.Configuration;
using Frontline.Receiver;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Frontline.Hosting;

/// <summary>The one port that carries everything HTTP. Write paths first and without anything in between; whatever else there is, behind <see cref="AdminAccess"/>.</summary>
internal static class WebServer
{
    /// <summary>Builds the application; the caller maps its addresses in <paramref name="map"/> and starts it.</summary>
    /// <param name="settings">Where to listen.</param>
    /// <param name="token">The server's token.</param>
    /// <param name="logs">Takes what the framework has to say.</param>
    /// <param name="register">Adds services.</param>
    /// <param name="map">Adds endpoints.</param>
    public static WebApplication Build(HostSettings settings, string token, ILoggerFactory logs, Action<IServiceCollection> register, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var server = settings.Configuration.Get<ServerOptions>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            ReceiverKestrel.Configure(kestrel, settings.Configuration.Get<ReceiverOptions>());
            var address = settings.ListenOutside ? IPAddress.Parse(server.Listen) : IPAddress.Loopback;
            kestrel.Listen(address, settings.ListenOutside ? server.Port : 0, endpoint =>
            {
                if (settings.ListenOutside && server.TlsCertificateFile is { Length: > 0 } certificate)
                {
                    endpoint.UseHttps(X509Certificate2.CreateFromPemFile(certificate, server.TlsKeyFile));
                }
            });
        });
        builder.Services.AddSingleton(logs);
        builder.Services.AddLogging();
        builder.Services.AddRoutingCore();
        register(builder.Services);
        var application = builder.Build();
        application.UseRouting();
        var access = new AdminAccess(token);
        application.Use(access.InvokeAsync);
        map(application);
        application.MapFallback("{*path}", context => AdminError.WriteAsync(context, HttpStatusCode.NotFound, "not_found", $"There is nothing at {context.Request.Path}. Events go to POST /v1/events, to be tried to POST /v1/validate; look at GET /api/live and GET /status."));
        return application;
    }

    /// <summary>Starts listening and returns the address a client on this machine reaches it by.</summary>
    /// <exception cref="PortBusyException">The port is taken.</exception>
    public static async Task<Uri> StartAsync(WebApplication application, ServerOptions options, CancellationToken cancellation)
    {
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            throw new PortBusyException(options.Listen, options.Port, exception);
        }

        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var url = new UriBuilder(address.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        return url.Uri;
    }
}
