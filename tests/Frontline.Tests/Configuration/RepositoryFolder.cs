namespace Frontline.Tests.Configuration;

internal static class RepositoryFolder
{
    /// <summary>The repository's root, above wherever the tests were built.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Frontline.slnx")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not run within the repository.");
    }
}
