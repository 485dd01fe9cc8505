using Frontline.Core;

namespace Frontline.Enrichment.Steps;

/// <summary>The names of the switchable steps, in the order in which they run.</summary>
public static class StepNames
{
    public const string Pseudonymise = "pseudonymise";
    public const string Limits = "limits";
    public const string Coerce = "coerce";
    public const string Trim = "trim";
    public const string NormaliseUnicode = "normalise-unicode";
    public const string BuiltInFields = "builtin-fields";
    public const string Money = "money";
    public const string AppVersion = "app-version";
    public const string Platform = "platform";
    public const string Country = "country";
    public const string Language = "language";
    public const string Geo = "geo";
    public const string UserAgent = "user-agent";
    public const string AbsurdValues = "absurd-values";
    public const string TestDevices = "test-devices";
    public const string Bots = "bots";
    public const string Plan = "plan";

    public static IReadOnlyList<string> All { get; } =
        [Pseudonymise, Limits, Coerce, Trim, NormaliseUnicode, Platform, Country, Language, BuiltInFields, Money, AppVersion, AbsurdValues, Geo, UserAgent, TestDevices, Bots, Plan];

    /// <summary>The step whose name needs the fewest edits.</summary>
    internal static string Nearest(string name) => NearestName.Closest(name, All);
}
