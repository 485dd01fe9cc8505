using System.Globalization;
using System.Text;
using Frontline.Core.Storage;

namespace Frontline.Warehouse.DuckDb;

/// <summary>
/// The warehouse's directory: <c>frontline-{n}.duckdb</c> (with its write-ahead log), <c>current</c> with the name of the one that counts,
/// <c>tmp/</c> for what the engine spills and <c>out/</c> for exports. A database that <c>current</c> does not name is what a rebuild left.
/// </summary>
internal sealed class WarehouseFiles(IFileSystem files, WarehouseOptions options)
{
    private const string CurrentName = "current";

    public static string ExportDirectory(WarehouseOptions options) => Path.Combine(Path.GetFullPath(options.Directory), "out");

    public static string SpillDirectory(WarehouseOptions options) => Path.Combine(Path.GetFullPath(options.Directory), "tmp");

    /// <summary>Full path of the database that counts; its name is chosen and made durable when there is none.</summary>
    public string Current()
    {
        files.CreateDirectory(Root);
        files.CreateDirectory(ExportDirectory(options));
        files.CreateDirectory(SpillDirectory(options));
        var pointer = Path.Combine(Root, CurrentName);
        if (files.FileExists(pointer))
        {
            using var file = files.Open(pointer, FileAccess.Read);
            var bytes = new byte[256];
            var name = Encoding.UTF8.GetString(bytes, 0, file.Read(bytes, 0)).Trim();
            if (IsDatabaseName(name))
            {
                return Path.Combine(Root, name);
            }
        }

        var first = NextPath();
        MakeCurrent(first);
        return first;
    }

    /// <summary>Full path for a database under a name that no file has.</summary>
    public string NextPath()
    {
        var newest = files.ListFiles(Root).Where(IsDatabaseName).Select(NumberOf).DefaultIfEmpty(0).Max();
        return Path.Combine(Root, string.Create(CultureInfo.InvariantCulture, $"frontline-{newest + 1}.duckdb"));
    }

    /// <summary>Makes a database the one that counts; durable on return.</summary>
    public void MakeCurrent(string path)
    {
        var temporary = Path.Combine(Root, CurrentName + ".new");
        files.Delete(temporary);
        using (var file = files.Create(temporary))
        {
            file.Write(Encoding.UTF8.GetBytes(Path.GetFileName(path) + "\n"), 0);
            file.Sync();
        }

        files.Rename(temporary, Path.Combine(Root, CurrentName));
        files.SyncDirectory(Root);
    }

    /// <summary>Deletes every database but one, and what exports left behind.</summary>
    public void DeleteAllBut(string path)
    {
        var keep = Path.GetFileName(path);
        foreach (var name in files.ListFiles(Root).Where(name => name.StartsWith("frontline-", StringComparison.Ordinal) && !name.StartsWith(keep, StringComparison.Ordinal)))
        {
            files.Delete(Path.Combine(Root, name));
        }

        foreach (var name in files.ListFiles(ExportDirectory(options)))
        {
            files.Delete(Path.Combine(ExportDirectory(options), name));
        }
    }

    /// <summary>Deletes a database and its write-ahead log.</summary>
    public void Delete(string path)
    {
        files.Delete(path);
        files.Delete(path + ".wal");
    }

    private string Root => Path.GetFullPath(options.Directory);

    private static bool IsDatabaseName(string name) => name.StartsWith("frontline-", StringComparison.Ordinal) && name.EndsWith(".duckdb", StringComparison.Ordinal) && NumberOf(name) > 0;

    private static int NumberOf(string name) =>
        int.TryParse(name.AsSpan("frontline-".Length, Math.Max(0, name.Length - "frontline-.duckdb".Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
