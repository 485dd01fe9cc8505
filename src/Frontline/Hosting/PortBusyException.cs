namespace Frontline.Hosting;

/// <summary>The port is taken by another program.</summary>
public sealed class PortBusyException(string address, int port, Exception? inner = null)
    : Exception($"Port {port} on {address} is taken by another program. Choose another with --port, or server.port in the configuration.", inner)
{
    public int Port { get; } = port;
}
