using Frontline.Core;

namespace Frontline.Lake;

/// <summary>A data file as the chain names it. docs/specs/lake.md, "Entries".</summary>
public sealed record DataFile
{
    public required string Name { get; init; }

    public required DataFileKind Kind { get; init; }

    public required long Bytes { get; init; }

    /// <summary><c>xxh128:</c> and 32 hex digits, of the whole file.</summary>
    public required string Checksum { get; init; }

    public required long Rows { get; init; }

    public required long Events { get; init; }

    public required long Rejects { get; init; }

    public required long Duplicates { get; init; }

    public required long FirstEntry { get; init; }

    public required long LastEntry { get; init; }

    public Timestamp? MinTime { get; init; }

    public Timestamp? MaxTime { get; init; }
}
