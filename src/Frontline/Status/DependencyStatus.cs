namespace Frontline.Status;

/// <summary>Something a role leans on.</summary>
/// <param name="Name">inbox, lake, warehouse …</param>
/// <param name="Kind">What stands behind the port here: a segment log, a folder, DuckDB …</param>
/// <param name="State">ok, failing, or rebuilding: what it was built with is not what this program needs, and is being made anew.</param>
/// <param name="LatencyMs">How long the last look at it took; null where none is taken.</param>
/// <param name="LastError">The error in a sentence, or null.</param>
internal sealed record DependencyStatus(string Name, string Kind, string State, double? LatencyMs, string? LastError)
{
    public const string Ok = "ok";
    public const string Failing = "failing";
    public const string Rebuilding = "rebuilding";
}
