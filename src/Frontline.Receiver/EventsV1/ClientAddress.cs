using System.Net;
using Microsoft.AspNetCore.Http;

namespace Frontline.Receiver.EventsV1;

/// <summary>The address a batch came from: the connection's, or what a trusted proxy says it was; cut before anything else sees it.</summary>
/// <param name="trustedProxies">Addresses and networks whose <c>X-Forwarded-For</c> is believed.</param>
/// <param name="truncates">Whether only the network is kept: 24 bits of IPv4, 48 of IPv6.</param>
internal sealed class ClientAddress(IEnumerable<string> trustedProxies, bool truncates)
{
    private const int Ipv4BytesKept = 3;
    private const int Ipv6BytesKept = 6;

    private readonly IPNetwork[] trusted = [.. trustedProxies.Select(Parse)];

    public string? Of(HttpContext context)
    {
        var address = Full(context);
        return (truncates && address is not null ? Truncate(address) : address)?.ToString();
    }

    /// <summary>The address with all bits behind its network's 0, and without a scope.</summary>
    internal static IPAddress Truncate(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(bytes.Length == 4 ? Ipv4BytesKept : Ipv6BytesKept).Clear();
        return new IPAddress(bytes);
    }

    private IPAddress? Full(HttpContext context)
    {
        var address = Plain(context.Connection.RemoteIpAddress);
        if (address is null || trusted.Length == 0 || !IsTrusted(address))
            return address;

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

        return address;
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
