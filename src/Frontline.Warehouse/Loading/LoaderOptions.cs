namespace Frontline.Warehouse.Loading;

/// <summary>How the Loader goes about it.</summary>
public sealed record LoaderOptions
{
    /// <summary>Loads begin at least this far apart: fewer, larger transactions cost less, and rows are seen this much later.</summary>
    public TimeSpan LoadInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Looks at the chains at least this often, signalled or not.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Sessions are brought up to date this often.</summary>
    public TimeSpan SessionsInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Deltas are merged this often.</summary>
    public TimeSpan MergeInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Rows wanted in one transaction at most.</summary>
    public long RowsPerLoadMax { get; init; } = 1_000_000;
}
