using Frontline.Testing;

namespace Frontline.Tests.Configuration;

internal static class RepositoryFolder
{
    /// <summary>The repository's root, above wherever the tests were built.</summary>
    public static string Root { get; } = TestEnvironment.Repository ?? throw new DirectoryNotFoundException("The tests do not run within the repository.");
}
