namespace Frontline.Lake.Sealing;

/// <summary>Decides which files are merged together.</summary>
internal static class MergePlan
{
    /// <summary>Neighbours in groups of at most <paramref name="filesMax"/> files (at least 2) and, unless a single file is longer, <paramref name="rowsMax"/> rows. Every group but the last is full.</summary>
    public static List<List<DataFile>> Group(IReadOnlyList<DataFile> files, int filesMax, long rowsMax)
    {
        var groups = new List<List<DataFile>>();
        var rows = 0L;
        foreach (var file in files)
        {
            if (groups.Count == 0 || groups[^1].Count == filesMax || rows + file.Rows > rowsMax)
            {
                groups.Add([]);
                rows = 0;
            }

            groups[^1].Add(file);
            rows += file.Rows;
        }

        return groups;
    }
}
