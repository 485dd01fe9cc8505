using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Frontline.Tests;

/// <summary>Dependencies point one way: Core ← (Enrichment, Lake, Live, Embedded) ← Pipeline, Warehouse ← Receiver ← the executable.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Frontline.Core"] = [],
        ["Frontline.Enrichment"] = ["Frontline.Core"],
        ["Frontline.Live"] = ["Frontline.Core"],
        ["Frontline.Lake"] = ["Frontline.Core"],
        ["Frontline.Embedded"] = ["Frontline.Core"],
        ["Frontline.Receiver"] = ["Frontline.Core"],
        ["Frontline.Pipeline"] = ["Frontline.Core", "Frontline.Enrichment", "Frontline.Lake", "Frontline.Live"],
        ["Frontline.Warehouse"] = ["Frontline.Core", "Frontline.Lake"],
        ["Frontline.Testing"] = ["Frontline.Core", "Frontline.Lake"],
    };

    private static readonly Dictionary<string, string[]> ThirdParty = new()
    {
        ["Frontline.Core"] = ["System.IO.Hashing"],
        ["Frontline.Enrichment"] = [],
        ["Frontline.Live"] = ["NodaTime"],
        ["Frontline.Lake"] = ["ParquetSharp"],
        ["Frontline.Embedded"] = ["K4os.Compression.LZ4", "RocksDB"],
        ["Frontline.Receiver"] = ["ZstdSharp.Port"],
        ["Frontline.Pipeline"] = [],
        ["Frontline.Warehouse"] = ["Apache.Arrow", "DuckDB.NET.Data.Full"],
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
        var packages = XDocument.Load(Path.Combine(RepositoryRoot(), "src", project, project + ".csproj")).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

        Assert.Empty(packages.Except(ThirdParty[project]));
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Frontline.slnx")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return directory.FullName;
    }
}
