using System.Text.Json;
using Xunit;

namespace Frontline.Tests.Enrichment.Plans;

public sealed class SchemaCasesTests
{
    /// <summary>A folder of the official suite's <c>tests/draft2020-12</c>, which is not part of this repository.</summary>
    private const string SuiteVariable = "FRONTLINE_JSON_SCHEMA_SUITE";

    public static TheoryData<string> Groups => [.. SchemaCases.Own().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_schema_takes_what_is_valid_and_refuses_what_is_not(string name)
    {
        var group = SchemaCases.Own().Single(entry => entry.Name == name).Group;
        var compiled = PlanCheck.Compile(PlanCheck.File("opened.json", group.GetProperty("schema").GetRawText()));

        Assert.Empty(compiled.Problems);
        Assert.Empty(SchemaCases.Failures(group, compiled.Plan!));
    }

    [Fact]
    public void There_are_cases_for_every_keyword_that_is_a_rule_both_valid_and_not()
    {
        var seen = new HashSet<string>();
        foreach (var (_, group) in SchemaCases.Own())
        {
            var results = group.GetProperty("tests").EnumerateArray().Select(test => test.GetProperty("valid").GetBoolean()).ToHashSet();
            if (results.Count == 2) Collect(group.GetProperty("schema"), seen);
        }

        Assert.Empty(Frontline.Enrichment.Plans.Keywords.Rules.Except(seen));
        Assert.True(SchemaCases.Own().Sum(entry => entry.Group.GetProperty("tests").GetArrayLength()) >= 500);
    }

    // The official suite is not part of this repository: where the variable names its folder, its groups are compared, else our own as a whole.
    [Fact]
    public void A_suite_agrees_wherever_its_keywords_are_supported()
    {
        var groups = Environment.GetEnvironmentVariable(SuiteVariable) is { } folder ? SchemaCases.In(folder) : SchemaCases.Own();
        var failures = new List<string>();
        var (run, refused) = (0, 0);
        foreach (var (name, group) in groups)
        {
            // A schema with an unsupported keyword is refused by name, so there is nothing to agree about.
            var compiled = PlanCheck.Compile(PlanCheck.File("opened.json", group.GetProperty("schema").GetRawText()));
            if (compiled.Plan is null)
            {
                refused++;
                TestContext.Current.TestOutputHelper?.WriteLine($"refused: {name}: {compiled.Problems[0]}");
                continue;
            }

            run++;
            failures.AddRange(SchemaCases.Failures(group, compiled.Plan).Select(failure => $"{name}: {failure}"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{run} groups compared, {refused} refused.");
        Assert.NotEqual(0, run);
        Assert.Empty(failures);
    }

    private static void Collect(JsonElement schema, HashSet<string> names)
    {
        if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in schema.EnumerateArray()) Collect(item, names);
        }
        else if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in schema.EnumerateObject())
            {
                names.Add(member.Name);
                Collect(member.Value, names);
            }
        }
    }
}
