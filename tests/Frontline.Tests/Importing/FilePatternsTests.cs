using Frontline.Importing;
using Frontline.Tests.Configuration;
using Xunit;

namespace Frontline.Tests.Importing;

public sealed class FilePatternsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FilePatternsTests()
    {
        foreach (var file in (string[])["a.csv", "b.csv", "b.csv.gz", ".hidden.csv", "x/a.csv", "x/y/a.csv", "x/y/c.parquet", ".git/a.csv", "z[1].csv"])
        {
            folder.Write(file, "");
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("*.csv", "a.csv b.csv z[1].csv")]
    [InlineData("?.csv*", "a.csv b.csv b.csv.gz")]
    [InlineData(".*.csv", ".hidden.csv")]
    [InlineData("*/a.csv", "x/a.csv")]
    [InlineData(".g*/*", ".git/a.csv")]
    [InlineData("**/a.csv", "a.csv x/a.csv x/y/a.csv")]
    [InlineData("x/**", "x/a.csv x/y/a.csv x/y/c.parquet")]
    [InlineData("**/y/*", "x/y/a.csv x/y/c.parquet")]
    [InlineData("**/**/c.*", "x/y/c.parquet")]
    [InlineData("x/*/../*.csv", "x/y/../a.csv")]
    [InlineData("z[1].csv", "z[1].csv")]
    public void A_pattern_gives_the_files_it_means_in_ordinal_order(string pattern, string expected) =>
        Assert.Equal(expected.Split(' '), FilePatterns.Expand([folder.Root + "/" + pattern]).Select(path => path[(folder.Root.Length + 1)..].Replace('\\', '/')));

    [Fact]
    public void Arguments_keep_their_order_and_a_pattern_does_not_repeat_a_file() =>
        Assert.Equal(["b.csv", "a.csv", "z[1].csv"], FilePatterns.Expand([folder.Root + "/b.csv", folder.Root + "/*.csv"]).Select(Path.GetFileName));

    [Fact]
    public void A_folder_that_is_a_link_is_not_entered()
    {
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "x", "loop"), folder.Root);

        Assert.Equal(["a.csv", "x/a.csv", "x/y/a.csv"], FilePatterns.Expand([folder.Root + "/**/a.csv"]).Select(path => path[(folder.Root.Length + 1)..].Replace('\\', '/')));
    }

    [Fact]
    public void Of_many_names_without_a_file_some_are_told_and_the_rest_counted()
    {
        var error = Assert.Throws<ImportFileException>(() => FilePatterns.Expand(Enumerable.Range(0, 25).Select(i => $"/none/{i}.csv")));

        Assert.Equal(21, error.Message.Split('\n').Length);
        Assert.EndsWith("5 more.", error.Message, StringComparison.Ordinal);
    }
}
