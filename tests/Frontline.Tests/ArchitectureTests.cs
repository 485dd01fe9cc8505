using System.Reflection;
using System.Xml.Linq;
using Frontline.Tests.Configuration;
using Xunit;

namespace Frontline.Tests;

/// <summary>Dependencies point one way: Core ← (Enrichment, Lake, Live, Embedded, Yaml) ← Pipeline, Warehouse, Metrics ← Receiver ← the executable.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Frontline.Core"] = [],
        ["Frontline.Enrichment"] = ["Frontline.Core"],
        ["Frontline.Live"] = ["Frontline.Core"],
        ["Frontline.Yaml"] = ["Frontline.Core"],
        ["Frontline.Statistics"] = [],
        ["Frontline.Metrics"] = ["Frontline.Core", "Frontline.Statistics", "Frontline.Yaml"],
        ["Frontline.Lake"] = ["Frontline.Core"],
        ["Frontline.Embedded"] = ["Frontline.Core"],
        ["Frontline.Receiver"] = ["Frontline.Core"],
        ["Frontline.Pipeline"] = ["Frontline.Core", "Frontline.Enrichment", "Frontline.Lake", "Frontline.Live"],
        ["Frontline.Warehouse"] = ["Frontline.Core", "Frontline.Lake"],
        ["Frontline.Testing"] = ["Frontline.Core", "Frontline.Lake"],

        // What the sample game says is true is compared with what the others count: it must share nothing with them.
        ["Frontline.SampleGame"] = [],
    };

    private static readonly Dictionary<string, string[]> ThirdParty = new()
    {
        ["Frontline.Core"] = ["System.IO.Hashing"],
        ["Frontline.Enrichment"] = [],
        ["Frontline.Live"] = ["NodaTime"],
        ["Frontline.Yaml"] = ["YamlDotNet"],
        ["Frontline.Statistics"] = [],
        ["Frontline.Metrics"] = [],
        ["Frontline.Lake"] = ["ParquetSharp"],
        ["Frontline.Embedded"] = ["K4os.Compression.LZ4", "RocksDB"],
        ["Frontline.Receiver"] = ["ZstdSharp.Port"],
        ["Frontline.Pipeline"] = [],
        ["Frontline.Warehouse"] = ["Apache.Arrow", "DuckDB.NET.Data.Full"],
        ["Frontline.SampleGame"] = ["NodaTime"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    public static TheoryData<string> ProjectsWithPackages => [.. ThirdParty.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_what_stands_below_it(string project)
    {
        var used = Assembly.Load(project).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Frontline.", StringComparison.Ordinal));

        Assert.Empty(used.Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(ProjectsWithPackages))]
    public void A_project_exists_for_its_own_third_party_dependencies_only(string project)
    {
        var packages = XDocument.Load(ProjectFile(project)).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

        Assert.Empty(packages.Except(ThirdParty[project]));
    }

    [Fact]
    public void The_sample_game_is_given_no_project_of_Frontline() =>
        Assert.Empty(XDocument.Load(ProjectFile("Frontline.SampleGame")).Descendants("ProjectReference"));

    private static string ProjectFile(string project) =>
        new[] { "src", "samples" }.Select(folder => Path.Combine(RepositoryFolder.Root, folder, project, project + ".csproj")).Single(File.Exists);
}
