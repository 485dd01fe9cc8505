using System.Diagnostics;
using Xunit;

namespace Frontline.Integration.Disk;

/// <summary>Mounts file systems for tests that run as root on Linux.</summary>
internal static class Mounts
{
    /// <summary>An empty file system in memory.</summary>
    public static void Small(string directory, string size) => Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", directory);

    /// <summary>The directory itself, but nobody may write to it.</summary>
    public static void ReadOnly(string directory)
    {
        Run("mount", "--bind", directory, directory);
        Run("mount", "-o", "remount,ro,bind", directory);
    }

    public static void Unmount(string directory) => Run("umount", "-l", directory);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
