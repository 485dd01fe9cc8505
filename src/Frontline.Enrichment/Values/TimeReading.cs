namespace Frontline.Enrichment.Values;

/// <summary>What came of reading a time.</summary>
internal enum TimeReading
{
    Read,

    /// <summary>Read, and digits below the microsecond were cut.</summary>
    Truncated,

    Malformed,

    /// <summary>A time outside the years 1970 to 9999 (UTC).</summary>
    OutOfRange,
}
