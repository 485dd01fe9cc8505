using Xunit;

namespace Frontline.Testing;

/// <summary>What a test may expect of the machine it runs on. A missing thing skips the test with a reason, except where everything should be there: then it fails.</summary>
public static class TestEnvironment
{
    /// <summary>Set by .ci/run on a machine where no test may be skipped.</summary>
    public static bool ExpectAll { get; } = Environment.GetEnvironmentVariable("FRONTLINE_EXPECT_ALL") is { Length: > 0 };

    /// <summary>The repository's root, above wherever the tests were built; null when they run elsewhere.</summary>
    public static string? Repository { get; } = FindRepository();

    /// <summary>The folder with reference data that is not part of the repository, or null.</summary>
    public static string? Shared { get; } = FindShared();

    /// <summary>Skips (or, where everything is expected, fails) the running test when <paramref name="condition"/> does not hold.</summary>
    public static void Require(bool condition, string reason)
    {
        if (condition)
        {
            return;
        }

        if (ExpectAll)
        {
            Assert.Fail("This test must run here, but: " + reason);
        }

        Assert.Skip(reason);
    }

    /// <summary>The path of a file under the shared folder; skips the running test when it is not there.</summary>
    public static string RequireShared(string relativePath)
    {
        var path = Shared is null ? null : Path.Combine(Shared, relativePath);
        Require(path is not null && File.Exists(path), $"reference data {relativePath} is not on this machine (set FRONTLINE_SHARED)");
        return path!;
    }

    /// <summary>Skips the running test except on Linux.</summary>
    public static void RequireLinux(string reason)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip(reason);
        }
    }

    private static string? FindShared()
    {
        if (Environment.GetEnvironmentVariable("FRONTLINE_SHARED") is { Length: > 0 } configured)
        {
            return configured;
        }

        var beside = Repository is null ? null : Path.GetFullPath(Path.Combine(Repository, "..", "shared"));
        return Directory.Exists(beside) ? beside : null;
    }

    private static string? FindRepository()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Frontline.slnx")))
            {
                return directory.FullName;
            }
        }

        return null;
    }
}
