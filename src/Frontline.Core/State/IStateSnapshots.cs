namespace Frontline.Core.State;

/// <summary>What a keyed state can do besides: hand out a consistent copy of itself as immutable files, most of them shared with the previous copy.</summary>
public interface IStateSnapshots
{
    /// <summary>Makes a copy as of the last commit in an empty local folder and returns the file names in it. Files whose name was in an earlier copy have the same content, except those for which <see cref="IsMutableName"/> holds.</summary>
    IReadOnlyList<string> Export(string directory);

    /// <summary>Whether a file name may be reused with other content from one export to the next (such as a manifest pointer).</summary>
    bool IsMutableName(string fileName);
}
