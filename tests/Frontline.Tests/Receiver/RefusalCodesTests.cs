using Frontline.Receiver;
using Frontline.Tests.Configuration;
using Xunit;

namespace Frontline.Tests.Receiver;

public sealed class RefusalCodesTests
{
    [Fact]
    public void Every_code_stands_in_the_specification_with_its_status()
    {
        var specification = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "specs", "receiver.md"));
        foreach (var code in Enum.GetValues<RefusalCode>())
            Assert.Contains($"| {code.Status()} | `{code.Text()}` |", specification, StringComparison.Ordinal);
    }

    [Fact]
    public void No_code_is_used_twice() =>
        Assert.Equal(RefusalCodes.Count, Enum.GetValues<RefusalCode>().Select(static code => code.Text()).Distinct().Count());
}
