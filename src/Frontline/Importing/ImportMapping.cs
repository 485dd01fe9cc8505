using System.Security.Cryptography;
using System.Text;

namespace Frontline.Importing;

/// <summary>How the rows of a file become events: what a mapping file says. docs/guides/import.md describes the file.</summary>
internal sealed record ImportMapping
{
    /// <summary>The fingerprint of an import without a mapping.</summary>
    public static string NoneFingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <summary>The mapping's own file, for messages about columns that are not there.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the mapping's content: equal when only comments, spaces or the order of keys differ.</summary>
    public required string Fingerprint { get; init; }

    public char? Delimiter { get; init; }

    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>The columns' names, when the file has no header row.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The events of a row, in order; at least one.</summary>
    public required IReadOnlyList<EventMapping> Events { get; init; }

    /// <summary>Every place that reads a column, in the mapping's order.</summary>
    public IEnumerable<ColumnUse> Uses => Events.SelectMany(mapped => mapped.Uses);
}
