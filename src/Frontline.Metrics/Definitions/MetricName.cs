using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Frontline.Metrics.Sources;

namespace Frontline.Metrics.Definitions;

/// <summary>Names of metrics, and the numbers that stand in them.</summary>
public static partial class MetricName
{
    /// <summary>Ten years: further apart than any two days that are compared.</summary>
    public const int ParameterMax = 3660;

    /// <summary>What statements call their own columns and queries.</summary>
    private static readonly string[] Reserved =
        ["begins", "cohort", "converted", "day", "day_count", "days", "denominator", "ends", "event_count", "finished", "mean", "numerator", "part", "parts", "period", "periods", "reach", "seen", "stretches", "total", "unallocated", "unconverted", "until", "value"];

    /// <summary>What questions can be cut by: a column of that name stands beside the metric's.</summary>
    private static readonly Lazy<FrozenSet<string>> Dimensions = new(() => MetricSources.All.Values.SelectMany(MetricSources.DimensionsOf).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>A sentence when a name cannot be a metric's, else null.</summary>
    public static string? FaultOf(string name) =>
        Reserved.Contains(name) ? $"'{name}' cannot be a metric's name, since results have a column of that name."
        : Dimensions.Value.Contains(name) ? $"'{name}' cannot be a metric's name, since it is a dimension."
        : Shape().IsMatch(name) ? null : $"'{name}' cannot be a metric's name: 1 to 64 of a-z, 0-9 and _ are expected, beginning with a letter, with parameters such as {{n}}.";

    public static IReadOnlyList<string> ParametersOf(string name) => [.. Parameter().Matches(name).Select(match => match.Groups[1].Value)];

    /// <summary>The numbers with which a template gives a name; null when it does not.</summary>
    public static IReadOnlyDictionary<string, int>? Match(string template, string name)
    {
        ArgumentNullException.ThrowIfNull(template);
        var parameters = ParametersOf(template);
        if (parameters.Count == 0)
        {
            return template == name ? new Dictionary<string, int>() : null;
        }

        var match = Regex.Match(name, "^" + Parameter().Replace(Regex.Escape(template).Replace(@"\{", "{", StringComparison.Ordinal), "(?<$1>[0-9]{1,4})") + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        if (!match.Success)
        {
            return null;
        }

        var numbers = parameters.ToDictionary(parameter => parameter, parameter => int.Parse(match.Groups[parameter].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
        return numbers.Values.All(number => number <= ParameterMax) ? numbers : null;
    }

    /// <summary>Whether two names give names in common: where both are templates, and one's numbers are put in, the other gives the same.</summary>
    public static bool Overlap(string one, string other) => one == other || ParametersOf(one).Count > 0 && ParametersOf(other).Count > 0 && (Match(one, Sample(other)) ?? Match(other, Sample(one))) is not null;

    private static string Sample(string template) => Parameter().Replace(template, "1");

    /// <summary>A text of the template's definition with the numbers in their places.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, int> numbers) =>
        Parameter().Replace(text, match => numbers.TryGetValue(match.Groups[1].Value, out var number) ? number.ToString(CultureInfo.InvariantCulture) : match.Value);

    [GeneratedRegex(@"^[a-z](?:[a-z0-9_]|\{[a-z]\}){0,63}$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\{([a-z])\}")]
    private static partial Regex Parameter();
}
