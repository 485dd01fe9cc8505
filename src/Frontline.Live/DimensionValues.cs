using Frontline.Core.Events;
using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>The values of an event in each dimension, under the names that live windows count them by.</summary>
internal readonly record struct DimensionValues(string Platform, string Country, string AppVersion)
{
    public const int Count = 3;

    /// <summary>The value of events without one.</summary>
    public const string None = "(none)";

    /// <summary>The value of all that is beyond the bounds.</summary>
    public const string Other = "other";

    /// <summary>Longer values are counted under <see cref="Other"/>: names are kept in memory, once per window.</summary>
    public const int LengthMax = 128;

    public static DimensionValues Unknown { get; } = new(None, None, None);

    public static DimensionValues Of(EventFields fields) => new(Name(fields.Platform), Name(fields.Country), Name(fields.AppVersion));

    /// <summary>The value in a dimension other than the total.</summary>
    public string this[LiveDimension dimension] => dimension switch
    {
        LiveDimension.Platform => Platform,
        LiveDimension.Country => Country,
        LiveDimension.AppVersion => AppVersion,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static string Name(string? value) => value is null ? None : value.Length > LengthMax ? Other : value;
}
