using System.Text;
using Frontline.Core.Games;
using Frontline.Enrichment.Plans;
using Xunit;
using static Frontline.Tests.Enrichment.Plans.PlanCheck;

namespace Frontline.Tests.Enrichment.Plans;

public sealed class PlanCompilerTests
{
    public static TheoryData<string> UnsupportedKeywords => [.. Keywords.Unsupported.Keys];

    [Theory]
    [MemberData(nameof(UnsupportedKeywords))]
    public void An_unsupported_keyword_is_refused_by_its_name_and_place(string keyword)
    {
        var problem = Assert.Single(Problems($"{{\n  \"properties\": {{ \"a\": {{ \"{keyword}\": true }} }}\n}}"));

        Assert.StartsWith($"opened.json:2:26: The keyword '{keyword}' is not supported: ", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"requried\":[\"a\"]}", "opened.json:1:2: 'requried' is no keyword of JSON Schema 2020-12; the nearest is 'required'.")]
    [InlineData("{\"type\":\"text\"}", "opened.json:1:9: type must be one of null, boolean")]
    [InlineData("{\"type\":[]}", "opened.json:1:9: type must be a type or a list of at least one")]
    [InlineData("{\"minimum\":\"1\"}", "opened.json:1:12: minimum must be a number; it is the text \"1\".")]
    [InlineData("{\"minLength\":-1}", "opened.json:1:14: minLength must be a whole number of 0 or more; it is the number -1.")]
    [InlineData("{\"multipleOf\":0}", "opened.json:1:15: multipleOf must be a number above 0")]
    [InlineData("{\"enum\":[]}", "opened.json:1:9: enum must be an array of 1 to 1000 values")]
    [InlineData("{\"required\":\"a\"}", "opened.json:1:13: required must be a list of names")]
    [InlineData("{\"properties\":[]}", "opened.json:1:15: properties must be an object")]
    [InlineData("{\"allOf\":[]}", "opened.json:1:10: allOf must be a list of at least one schema")]
    [InlineData("{\"uniqueItems\":1}", "opened.json:1:16: uniqueItems must be true or false")]
    [InlineData("{\"items\":[{}]}", "opened.json:1:10: items must be one schema; a list of schemas is called prefixItems")]
    [InlineData("{\"not\":3}", "opened.json:1:8: A schema must be an object, true or false; it is the number 3.")]
    [InlineData("{\"format\":\"e-mail\"}", "opened.json:1:11: The format the text \"e-mail\" is not supported. Supported are date, date-time, ")]
    [InlineData("{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}", "opened.json:1:12: $schema must be https://json-schema.org/draft/2020-12/schema")]
    [InlineData("{\"not\":{\"$id\":\"x\"}}", "opened.json:1:9: A $id below the root")]
    [InlineData("{\"$ref\":\"#/$defs/a\"}", "opened.json:1:9: $ref leads to '#/$defs/a', and there is no such place in opened.json.")]
    [InlineData("{\"$ref\":\"#a\"}", "opened.json:1:9: $ref leads to '#a', and there is no such place")]
    [InlineData("{\"$ref\":\"closed.json\"}", "opened.json:1:9: $ref leads to the file 'closed.json', which is not in the plan's folder")]
    [InlineData("{\"$ref\":\"../../etc/passwd\"}", "opened.json:1:9: $ref leads to the file '../../etc/passwd', which is not")]
    [InlineData("{\"$ref\":\"https://example.com/a.json\"}", "opened.json:1:9: $ref leads to 'https://example.com/a.json', outside of this plan.")]
    [InlineData("{\"pattern\":\"a(\"}", "opened.json:1:12: The pattern the text \"a(\" is not understood: ")]
    [InlineData("{\"pattern\":\"(?i)a\"}", "opened.json:1:12: The pattern the text \"(?i)a\" is not understood: at its character 1 ((?i)a): a group begins")]
    [InlineData("{\"pattern\":\"a\\\\Z\"}", "opened.json:1:12: The pattern the text \"a\\\\Z\" is not understood: at its character 2 (\\Z): \\Z is not known")]
    [InlineData("{\"properties\":{\"a\":{},\"a\":{}}}", "opened.json:1:23: 'a' stands twice in the same object")]
    [InlineData("{\"type\":\"object\",\n \"properties\": {,}}", "opened.json:2:17: The schema is no JSON: ")]
    [InlineData("", "opened.json:1:1: The schema is no JSON: ")]
    [InlineData("{} {}", "opened.json:1:4: The schema is no JSON: ")]
    [InlineData("[]", "opened.json:1:1: A schema must be an object, true or false; it is the array [].")]
    public void A_mistake_is_a_sentence_with_file_line_and_column(string schema, string expected)
    {
        var problem = Assert.Single(Problems(schema));

        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_named_at_once_in_the_order_of_the_file_and_columns_count_characters()
    {
        Assert.Equal(
            [
                "opened.json:2:13: minimum must be a number; it is the text \"a\".", "opened.json:3:10: 'é' is no keyword of JSON Schema 2020-12; the nearest is 'if'. Words of your own begin with x-.",
                "opened.json:3:30: maxItems must be a whole number of 0 or more; it is the number 1.5.",
            ],
            Problems("{\n \"minimum\": \"a\",\n \"not\": {\"é\": 1, \"maxItems\": 1.5}}"));
    }

    [Theory]
    [InlineData("{\"$ref\":\"#\"}")]
    [InlineData("{\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"allOf\":[{\"$ref\":\"#/$defs/a\"}]}}}")]
    [InlineData("{\"anyOf\":[{\"type\":\"null\"},{\"$ref\":\"#\"}]}")]
    [InlineData("{\"not\":{\"if\":true,\"then\":{\"$ref\":\"#\"}}}")]
    [InlineData("{\"dependentSchemas\":{\"a\":{\"$ref\":\"#\"}}}")]
    public void A_cycle_that_never_goes_deeper_into_the_event_is_refused(string schema)
    {
        var problem = Assert.Single(Problems(schema));

        Assert.Contains("so it would never end: a cycle. opened.json#", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_over_two_files_names_both()
    {
        var result = Compile(File("a.json", """{"$ref":"shared/b.json#/$defs/x"}"""), File("shared/b.json", """{"$defs":{"x":{"$ref":"../a.json"}}}"""));

        var problem = Assert.Single(result.Problems);
        Assert.Contains("a.json# → shared/b.json#/$defs/x → a.json#", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_of_references_is_a_problem_and_costs_no_stack()
    {
        var definitions = Enumerable.Range(0, 10_000).Select(i => $"\"d{i}\":{{\"$ref\":\"#/$defs/d{i + 1}\"}}");

        var problems = Problems($"{{\"$ref\":\"#/$defs/d0\",\"$defs\":{{{string.Join(',', definitions)},\"d10000\":{{}}}}}}");

        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.EndsWith("More than 100 schemas lead to one another for the same value.", problem.Split("; ")[0], StringComparison.Ordinal));
    }

    [Fact]
    public void A_schema_of_10_MB_or_of_endless_depth_is_a_problem()
    {
        var large = Compile(File("opened.json", $"{{\"description\":\"{new string('a', 10 << 20)}\"}}"));
        var deep = Compile(File("opened.json", string.Concat(Enumerable.Repeat("{\"not\":", 100_000))));

        Assert.Equal($"opened.json: The schema has {(10 << 20) + 18} bytes; at most 1048576 are read.", Assert.Single(large.Problems).ToString());
        Assert.Contains("The schema is no JSON: The maximum configured depth of 64", Assert.Single(deep.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_schemas_for_one_name_are_a_problem_even_where_only_case_or_escapes_differ()
    {
        var result = Compile(File("a b.json", "{}"), File("a%20b.json", "{}"), File("A b.json", "{}"), File("ab.json", "{}"));

        Assert.Equal(
            ["a b.json: There are two schemas for one name: A b.json is that of 'a b' too (letter case does not count).", "a%20b.json: There are two schemas for one name: A b.json is that of 'a b' too (letter case does not count)."],
            result.Problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("ä.json")]
    [InlineData(".json")]
    [InlineData("-a.json")]
    public void A_file_that_no_event_could_be_named_after_is_a_problem(string path)
    {
        Assert.Contains("cannot be the name of an event", Assert.Single(Compile(File(path, "{}")).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_files_name_may_escape_what_file_systems_refuse()
    {
        Assert.Equal("ui%3Aopen.json", PlanCompiler.FileNameOf("ui:open"));
        Assert.Equal(["ui:open"], Compile(File("ui%3Aopen.json", "{}")).Plan!.Events);
    }

    [Fact]
    public void What_is_not_UTF_8_is_a_problem_and_a_byte_order_mark_is_none()
    {
        Assert.Equal("a.json: The schema is not written in UTF-8.", Assert.Single(Compile(new PlanFile("a.json", new byte[] { (byte)'"', 0xFF, (byte)'"' })).Problems).ToString());
        Assert.NotNull(Compile(new PlanFile("a.json", Encoding.UTF8.GetBytes("\uFEFF{}"))).Plan);
    }

    [Fact]
    public void More_problems_than_anybody_reads_are_counted()
    {
        var problems = Problems($"{{\"allOf\":[{string.Join(',', Enumerable.Repeat("3", 150))}]}}");

        Assert.Equal(101, problems.Length);
        Assert.Equal("50 more problems were found; correct these first.", problems[^1]);
    }

    [Fact]
    public void Files_of_a_plan_refer_to_each_other()
    {
        var plan = Compile(
            File("a.json", """{"properties":{"p":{"$ref":"shared/money.json#/$defs/price"},"q":{"$ref":"shared/money.json#small"}}}"""),
            File("shared/money.json", """{"$defs":{"price":{"$ref":"#/$defs/number"},"number":{"type":"number"},"s":{"$anchor":"small","maximum":5}}}""")).Plan!;

        Assert.Equal(["a"], plan.Events);
        Assert.Equal(["plan_type /props/p", "plan_maximum /props/q"], Violations(plan, """{"p":"1","q":6}""").Select(violation => $"{violation.Code} {violation.Path}"));
    }

    [Fact]
    public void Equal_files_and_policies_have_equal_versions_and_others_have_others()
    {
        PlanFile[] files = [File("a.json", "{}"), File("b.json", "{}")];
        var version = PlanCompiler.Compile(files, new PlanPolicy()).Plan!.Version;

        Assert.Equal(version, PlanCompiler.Compile([files[1], files[0]], new PlanPolicy()).Plan!.Version);
        Assert.NotEqual(version, PlanCompiler.Compile([File("a.json", "{} "), files[1]], new PlanPolicy()).Plan!.Version);
        Assert.NotEqual(version, PlanCompiler.Compile([files[0]], new PlanPolicy()).Plan!.Version);
        Assert.NotEqual(version, PlanCompiler.Compile(files, new PlanPolicy(UnplannedEvents: UnplannedPolicy.Reject)).Plan!.Version);
        Assert.Matches("^[0-9a-f]{12}$", version);
    }

    [Fact]
    public void Too_many_files_are_a_problem()
    {
        var result = Compile([.. Enumerable.Range(0, 2001).Select(i => File($"e{i}.json", "{}"))]);

        Assert.Equal("The plan has 2001 files; at most 2000 are read.", Assert.Single(result.Problems).ToString());
    }
}
