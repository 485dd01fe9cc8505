using System.Text;

namespace Frontline.Importing;

/// <summary>How the rows of a CSV file become events: what a mapping file says. docs/guides/import.md describes the file.</summary>
internal sealed record ImportMapping
{
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
}
