using Frontline.Receiver;
using Xunit;

namespace Frontline.Tests.Receiver;

public sealed class RefusalCodesTests
{
    [Fact]
    public void Every_code_stands_in_the_specification_with_its_status()
    {
        var specification = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "specs", "receiver.md"));
        foreach (var code in Enum.GetValues<RefusalCode>())
            Assert.Contains($"| {code.Status()} | `{code.Text()}` |", specification, StringComparison.Ordinal);
    }

    [Fact]
    public void No_code_is_used_twice() =>
        Assert.Equal(RefusalCodes.Count, Enum.GetValues<RefusalCode>().Select(static code => code.Text()).Distinct().Count());

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Frontline.slnx")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
