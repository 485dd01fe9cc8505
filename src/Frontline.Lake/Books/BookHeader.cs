using Frontline.Core;
using Frontline.Lake.Chain;

namespace Frontline.Lake.Books;

/// <summary>The first line of a document.</summary>
public sealed record BookHeader
{
    public int Format { get; init; } = ChainText.Format;

    public required string Book { get; init; }

    public required long Number { get; init; }

    /// <summary>SHA-256 of the unpacked document before this one; 64 zeros in the first.</summary>
    public required string Previous { get; init; }

    /// <summary>When the rows became known here. Never decreases along a book.</summary>
    public required Timestamp RecordedAt { get; init; }

    /// <summary>Where the rows come from, in the words of who imported them.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<BookFile> Files { get; init; }

    public required long Rows { get; init; }

    /// <summary>SHA-256 of everything behind the first line.</summary>
    public required string RowsSha256 { get; init; }
}
