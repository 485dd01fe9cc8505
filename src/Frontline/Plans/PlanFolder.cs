using System.Security.Cryptography;
using System.Text;
using Frontline.Core.Games;
using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Enrichment.Plans;

namespace Frontline.Plans;

/// <summary>Reads the folder of a tracking plan: its <c>*.json</c>, and those in folders below it. Other files, a README say, are nobody's business.</summary>
internal static class PlanFolder
{
    private const int DepthMax = 4;

    /// <summary>The folder of a game's plan, absolute.</summary>
    /// <param name="gamesDirectory">Where the game's file lies.</param>
    /// <param name="game">The game.</param>
    public static string Of(string gamesDirectory, Game game) => Path.GetFullPath(Path.Combine(gamesDirectory, game.PlanFolder ?? Path.Combine("..", "plans", game.Id)));

    /// <summary>Reads every file; empty when there is no folder.</summary>
    /// <exception cref="IOException">A file cannot be read, or is longer than a plan's file may be.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder must not be read.</exception>
    public static IReadOnlyList<PlanFile> Read(string folder, IFileSystem fileSystem)
    {
        var files = new List<PlanFile>();
        Read(folder, prefix: "", depth: 1, fileSystem, files);
        return files;
    }

    /// <summary>Equal for equal files.</summary>
    public static string Fingerprint(IReadOnlyList<PlanFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\n{file.Content.Length}\n"));
            hash.AppendData(file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Read(string folder, string prefix, int depth, IFileSystem fileSystem, List<PlanFile> files)
    {
        foreach (var name in fileSystem.ListFiles(folder).Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
        {
            // One more than may be says that there are too many; all of them need not be read for that.
            if (files.Count > PlanCompiler.FilesMax || files.Sum(file => (long)file.Content.Length) > PlanCompiler.BytesMax)
            {
                return;
            }

            files.Add(new PlanFile(prefix + name, fileSystem.ReadAllBytes(Path.Combine(folder, name), PlanCompiler.FileBytesMax)));
        }

        foreach (var name in depth == DepthMax ? [] : fileSystem.ListDirectories(folder))
        {
            Read(Path.Combine(folder, name), $"{prefix}{name}/", depth + 1, fileSystem, files);
        }
    }
}
