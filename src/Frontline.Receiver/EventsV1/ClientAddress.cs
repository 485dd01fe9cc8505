using System.Net;
using Microsoft.AspNetCore.Http;

namespace Frontline.Receiver.EventsV1;

/// <summary>The address a batch came from: the connection's, or what a trusted proxy says it was.</summary>
internal sealed class ClientAddress(IEnumerable<string> trustedProxies)
{
    private readonly IPNetwork[] trusted = [.. trustedProxies.Select(Parse)];

    public string? Of(HttpContext context)
    {
        var address = Plain(context.Connection.RemoteIpAddress);
        if (address is null || trusted.Length == 0 || !IsTrusted(address))
            return address?.ToString();

        // Each proxy appends whom it saw, so the last one that is not ours is the client; what stands before it anyone may have written.
        var forwarded = context.Request.Headers["X-Forwarded-For"].ToString();
        var rest = forwarded.AsSpan();
        while (!rest.IsEmpty)
        {
            var comma = rest.LastIndexOf(',');
            if (!IPAddress.TryParse(rest[(comma + 1)..].Trim(), out var hop))
                break;
            address = Plain(hop)!;
            if (!IsTrusted(address))
                break;
            rest = comma < 0 ? default : rest[..comma];
        }

        return address.ToString();
    }

    private bool IsTrusted(IPAddress address)
    {
        foreach (var network in trusted)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static IPNetwork Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        var address = IPAddress.Parse(text);
        return new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128);
    }
}
