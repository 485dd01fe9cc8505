using System.Collections.Frozen;

namespace Frontline.Enrichment.Values;

/// <summary>The platforms and the other ways engines and SDKs spell them.</summary>
public static class Platforms
{
    /// <summary>A build that runs in a browser.</summary>
    public const string Web = "web";

    private static readonly FrozenDictionary<string, string> Spellings = new Dictionary<string, string>
    {
        ["ios"] = "ios",
        ["iphone os"] = "ios",
        ["iphoneos"] = "ios",
        ["iphone"] = "ios",
        ["iphoneplayer"] = "ios",
        ["ipad"] = "ios",
        ["ipados"] = "ios",
        ["android"] = "android",
        ["web"] = Web,
        ["webgl"] = Web,
        ["webglplayer"] = Web,
        ["html5"] = Web,
        ["browser"] = Web,
        ["windows"] = "windows",
        ["windowsplayer"] = "windows",
        ["win"] = "windows",
        ["win32"] = "windows",
        ["win64"] = "windows",
        ["macos"] = "macos",
        ["mac os x"] = "macos",
        ["macosx"] = "macos",
        ["mac"] = "macos",
        ["osx"] = "macos",
        ["osxplayer"] = "macos",
        ["linux"] = "linux",
        ["linuxplayer"] = "linux",
        ["tvos"] = "tvos",
        ["visionos"] = "visionos",
        ["ps4"] = "ps4",
        ["ps5"] = "ps5",
        ["xboxone"] = "xbox_one",
        ["xbox_one"] = "xbox_one",
        ["xbox one"] = "xbox_one",
        ["xbox_series"] = "xbox_series",
        ["switch"] = "switch",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Our spelling of a platform; null when it is not known.</summary>
    public static string? Find(string text) => Spellings.GetValueOrDefault(text);
}
