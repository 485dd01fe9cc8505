using System.Globalization;
using Frontline.Core;
using Frontline.Lake.Books;
using Frontline.Lake.Chain;

namespace Frontline.Lake;

/// <summary>The names of docs/specs/lake.md, "Names". Every name of a data file says which chain and which writer made it.</summary>
public static class LakeNames
{
    /// <summary>The prefix of the chains' markers.</summary>
    public const string Markers = "chains/";

    /// <summary>The prefix of the books' documents.</summary>
    public const string Books = "books/";

    private const string CheckpointFolder = "checkpoint/";
    private const int NumberDigits = 12;

    /// <summary>The object that says that there is a chain.</summary>
    public static string Marker(ChainId chain) => string.Create(CultureInfo.InvariantCulture, $"{Markers}{chain.Log}/{chain.Partition}");

    public static string Entry(ChainId chain, long number) => chain.Prefix + Digits(number);

    /// <summary>The prefix of a chain's checkpoints, with a trailing slash.</summary>
    public static string Checkpoints(ChainId chain) => chain.Prefix + CheckpointFolder;

    public static string Checkpoint(ChainId chain, long number) => Checkpoints(chain) + Digits(number);

    /// <summary>The folder of a kind of data file, with a trailing slash.</summary>
    public static string Folder(DataFileKind kind) => kind switch
    {
        DataFileKind.Landing => "landing/",
        DataFileKind.Events => "events/",
        DataFileKind.Rejects => "rejects/",
        DataFileKind.Duplicates => "duplicates/",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Landing(ChainId chain, string writer, long counter) => $"landing/{chain.Log}/{chain.Partition}/{writer}-{Counter(counter)}.parquet";

    /// <param name="kind">Not Landing.</param>
    /// <param name="recordedHour">Hours since 1970.</param>
    /// <param name="chain">The chain, part of the name: sealed files of all chains share their folders.</param>
    /// <param name="writer">16 hex digits.</param>
    /// <param name="counter">The writer's, used once.</param>
    public static string Sealed(DataFileKind kind, long recordedHour, ChainId chain, string writer, long counter)
    {
        var hour = new Timestamp(recordedHour * Timestamp.MicrosPerHour).ToDateTimeOffset();
        return string.Create(CultureInfo.InvariantCulture, $"{Folder(kind)}date={hour:yyyy-MM-dd}/hour={hour:HH}/{SealedStart(chain)}{writer}-{Counter(counter)}.parquet");
    }

    /// <summary>How the last part of a sealed file's name begins for the files of one chain.</summary>
    public static string SealedStart(ChainId chain) => $"{chain.Log}-{chain.Partition}-";

    public static string Ledger(ChainId chain, string writer, long counter) => $"ledger/{chain.Log}/{chain.Partition}/{writer}-{Counter(counter)}.ndjson.gz";

    /// <summary>A folder for a snapshot's files, with a trailing slash.</summary>
    public static string Snapshot(ChainId chain, string writer, long counter) => $"state/{chain.Log}/{chain.Partition}/{writer}-{Counter(counter)}/";

    public static string BookDocument(Book book, long number)
    {
        ArgumentNullException.ThrowIfNull(book);
        return $"{Books}{book.Name}/{Digits(number)}.ndjson.gz";
    }

    /// <summary>The number of an entry's name; false for other names under the chain's prefix.</summary>
    public static bool TryEntryNumber(ChainId chain, string name, out long number) => TryNumber(chain.Prefix, name, out number);

    /// <summary>The number of a checkpoint's name; false for other names.</summary>
    public static bool TryCheckpointNumber(ChainId chain, string name, out long number) => TryNumber(Checkpoints(chain), name, out number);

    /// <summary>The chain a name under <c>chain/</c> belongs to.</summary>
    public static bool TryChain(string name, out ChainId chain)
    {
        var parts = name.Split('/');
        if (parts.Length >= 4 && parts[0] == "chain" && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var partition))
        {
            chain = new ChainId(parts[1], partition);
            return true;
        }

        chain = default;
        return false;
    }

    private static bool TryNumber(string prefix, string name, out long number)
    {
        number = 0;
        return name.Length == prefix.Length + NumberDigits
            && name.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static string Digits(long number) => number.ToString("D12", CultureInfo.InvariantCulture);

    private static string Counter(long counter) => counter.ToString("D8", CultureInfo.InvariantCulture);
}
