using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Frontline.Client.Contracts;
using Frontline.MetricAnswers;
using Frontline.Yaml;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Frontline.Tests.MetricAnswers;

/// <summary>The description of the metrics' addresses says what they take and give.</summary>
public sealed class OpenApiTests
{
    private static readonly YamlMappingNode Document = Read();

    public static TheoryData<string, string[]> Parameters => new()
    {
        { "/api/metrics/{name}/values", MetricRequest.Known },
        { "/api/metrics/{name}/grid", GridRequest.Known },
        { "/api/funnel", FunnelRequest.Known },
        { "/api/currency", CurrencyService.Known },
        { "/api/metrics/{name}/explain", ExplainService.Known },
        { "/api/live/metrics", LiveMetricService.Known },
    };

    public static TheoryData<string, Type> Answers => new()
    {
        { "MetricList", typeof(MetricList) },
        { "MetricDescription", typeof(MetricDescription) },
        { "MetricAnswer", typeof(MetricAnswer) },
        { "MetricRow", typeof(MetricRow) },
        { "GridAnswer", typeof(GridAnswer) },
        { "FunnelAnswer", typeof(FunnelAnswer) },
        { "CurrencyAnswer", typeof(CurrencyAnswer) },
        { "MetricExplanation", typeof(MetricExplanation) },
        { "ExplainedChange", typeof(ExplainedChange) },
        { "LiveMetrics", typeof(LiveMetrics) },
        { "LiveMetric", typeof(LiveMetric) },
        { "LiveMetricRow", typeof(LiveMetricRow) },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Every_parameter_is_described(string path, string[] known)
    {
        var described = ((YamlSequenceNode)At(Document, "paths", path, "get", "parameters")).Select(parameter => Text(parameter, "$ref")?.Split('/')[^1] ?? Text(parameter, "name")).Where(name => name != "name");
        Assert.Equal(known.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Every_field_of_an_answer_is_described(string schema, Type answer)
    {
        var described = ((YamlMappingNode)At(Document, "components", "schemas", schema, "properties")).Children.Keys.Select(key => ((YamlScalarNode)key).Value);
        var fields = answer.GetProperties().Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null).Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        Assert.Equal(fields.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    private static YamlMappingNode Read()
    {
        using var reader = new StreamReader(MetricsEndpoints.OpenApiFile());
        var problems = new List<FileProblem>();
        return YamlText.ParseMapping(reader.ReadToEnd(), "openapi.yaml", problems) ?? throw new InvalidOperationException(string.Join('\n', problems));
    }

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, key) => ((YamlMappingNode)at).Children[new YamlScalarNode(key)]);

    private static string? Text(YamlNode node, string key) => ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(key), out var value) ? ((YamlScalarNode)value).Value : null;
}
