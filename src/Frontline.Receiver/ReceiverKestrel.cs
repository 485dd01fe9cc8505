using Microsoft.AspNetCore.Server.Kestrel.Core;

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
        server.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http1);
        server.Limits.MaxConcurrentConnections = options.ConnectionsMax;
        server.Limits.RequestHeadersTimeout = options.HeadersTimeout;
        server.Limits.KeepAliveTimeout = options.KeepAliveTimeout;
        server.Limits.MinRequestBodyDataRate = new MinDataRate(options.BodyBytesPerSecondMin, options.BodyGrace);
    }
}
