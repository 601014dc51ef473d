using System.Net;
using System.Net.Sockets;

namespace CadreWatch.Web.Identity;

/// <summary>What a request says of where it comes from.</summary>
internal static class Device
{
    private static readonly string[] Browsers = ["Edg", "Firefox", "Chrome", "Safari"];
    private static readonly string[] Systems = ["Windows", "Android", "iPhone", "iPad", "Mac OS", "HarmonyOS", "Linux"];

    /// <summary>For people to tell their sessions apart; never for a decision.</summary>
    public static string NameOf(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        var parts = new[] { Browsers.FirstOrDefault(agent.Contains), Systems.FirstOrDefault(agent.Contains) }.Where(p => p is not null);
        return string.Join(" / ", parts) is { Length: > 0 } name ? name : "-";
    }

    /// <summary>A phone keeps fewer rights. Whoever hides it gets what a desk has, with the same account.</summary>
    public static bool IsPhone(HttpRequest request) =>
        request.Headers["Sec-CH-UA-Mobile"].ToString() == "?1"
        || (request.Headers.UserAgent.ToString() is var agent && (agent.Contains("iPhone", StringComparison.Ordinal) || agent.Contains(" Mobile", StringComparison.Ordinal)));

    /// <summary>Whom attempts are counted for: an IPv4 address, or the /64 that one IPv6 subscriber holds.</summary>
    public static string OriginOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
