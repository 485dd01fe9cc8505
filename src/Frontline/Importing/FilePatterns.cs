using System.IO.Enumeration;

namespace Frontline.Importing;

/// <summary>
/// File names with wildcards, expanded by the program itself, so that a pattern means the same in every shell and between quotes: <c>*</c> and <c>?</c> within a name,
/// <c>**</c> for any number of folders. As in a shell, hidden names match only what begins with a dot itself. Folders that are links are not entered by <c>**</c>.
/// </summary>
internal static class FilePatterns
{
    private const int ProblemsShownMax = 20;

    private static readonly bool IgnoresCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>The files, each once: arguments in their order, and what one matches in ordinal order.</summary>
    /// <exception cref="ImportFileException">Every name without a file and every pattern that matches none.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> arguments)
    {
        var files = new List<string>();
        var problems = new List<string>();
        foreach (var argument in arguments)
        {
            if (File.Exists(argument))
            {
                files.Add(argument);
            }
            else if (!HasWildcard(argument))
            {
                problems.Add(Directory.Exists(argument)
                    ? $"{argument} is a folder. Name files in it, as in {Path.Join(argument, "*")} or {Path.Join(argument, "**", "*.parquet")}."
                    : $"There is no file {argument}.");
            }
            else if (Matches(argument) is { Count: > 0 } matches)
            {
                files.AddRange(matches);
            }
            else
            {
                problems.Add($"No file matches {argument}.");
            }
        }

        return problems.Count == 0
            ? [.. files.DistinctBy(Path.GetFullPath, IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)]
            : throw new ImportFileException(string.Join(Environment.NewLine, problems.Take(ProblemsShownMax).Append($"{problems.Count - ProblemsShownMax} more.").Take(problems.Count)));
    }

    private static List<string> Matches(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        var steps = pattern[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        return [.. Matches(root, steps.AsMemory()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Matches(string folder, ReadOnlyMemory<string> steps)
    {
        var step = steps.Span[0];
        var rest = steps[1..];
        if (step == "**")
        {
            // At the end it stands for all files below.
            return Matches(folder, rest.Length == 0 ? (string[])["*"] : rest).Concat(Entries(folder, "*", Directory.EnumerateDirectories).Where(IsOwnFolder).SelectMany(below => Matches(below, steps)));
        }

        if (!HasWildcard(step))
        {
            var path = Path.Join(folder, step);
            return rest.Length > 0 ? Matches(path, rest) : File.Exists(path) ? [path] : [];
        }

        return rest.Length == 0 ? Entries(folder, step, Directory.EnumerateFiles) : Entries(folder, step, Directory.EnumerateDirectories).SelectMany(below => Matches(below, rest));
    }

    private static IEnumerable<string> Entries(string folder, string pattern, Func<string, string, EnumerationOptions, IEnumerable<string>> enumerate)
    {
        var place = folder.Length == 0 ? "." : folder;
        return !Directory.Exists(place) ? [] : enumerate(place, "*", Everything).Select(entry => Path.GetFileName(entry))
            .Where(name => (name[0] != '.' || pattern[0] == '.') && FileSystemName.MatchesSimpleExpression(pattern, name, IgnoresCase))
            .Select(name => Path.Join(folder, name));
    }

    private static bool IsOwnFolder(string folder) => !File.GetAttributes(folder).HasFlag(FileAttributes.ReparsePoint);

    private static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?');
}
