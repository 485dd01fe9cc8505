using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Frontline.Receiver;

/// <summary>The bounds that only the server itself can keep: connections, headers, slow bodies.</summary>
public static class ReceiverKestrel
{
    /// <summary>Called before endpoints are added: the protocol is a default of the endpoints that follow.</summary>
    public static void Configure(KestrelServerOptions server, ReceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        server.AddServerHeader = false;
        server.AllowSynchronousIO = false;
        // A host without the Receiver has no counters.
        _ = server.ApplicationServices.GetService<KestrelClosings>();
        // One gate for all endpoints.
        var gate = new ConnectionGate(options.ConnectionsMax, server.ApplicationServices.GetService<ReceiverCounters>());
        server.ConfigureEndpointDefaults(endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.Use((connection, next) => gate.PassAsync(connection, next));
        });
        server.Limits.RequestHeadersTimeout = options.HeadersTimeout;
        server.Limits.KeepAliveTimeout = options.KeepAliveTimeout;
        server.Limits.MinRequestBodyDataRate = new MinDataRate(options.BodyBytesPerSecondMin, options.BodyGrace);
    }
}
