using Frontline.Metrics.Expressions;
using Frontline.Metrics.Sources;
using Frontline.Yaml;
using YamlDotNet.RepresentationModel;

namespace Frontline.Metrics.Definitions;

/// <summary>Reads definitions of metrics, with every error and its line. What they say of each other is checked by <see cref="DefinitionCheck"/>.</summary>
public sealed class MetricFileReader
{
    private readonly string text;
    private readonly string file;
    private readonly ICollection<FileProblem> problems;
    private readonly bool isBuiltIn;

    private MetricFileReader(string text, string file, ICollection<FileProblem> problems, bool isBuiltIn)
    {
        this.text = text;
        this.file = file;
        this.problems = problems;
        this.isBuiltIn = isBuiltIn;
    }

    /// <summary>A game's <c>metrics.yaml</c>: names and what they are.</summary>
    public static IReadOnlyList<MetricDefinition> ReadGame(string text, string file, ICollection<FileProblem> problems) =>
        YamlText.ParseMapping(text, file, problems) is { } root ? new MetricFileReader(text, file, problems, isBuiltIn: false).ReadAll(new YamlObject(root, file, problems)) : [];

    /// <summary>A metric that Frontline brings: its file has its name.</summary>
    internal static MetricDefinition? ReadBuiltIn(string name, string text, string file, ICollection<FileProblem> problems) =>
        YamlText.ParseMapping(text, file, problems) is { } root ? new MetricFileReader(text, file, problems, isBuiltIn: true).Read(name, root, new YamlObject(root, file, problems)) : null;

    private List<MetricDefinition> ReadAll(YamlObject yaml)
    {
        var definitions = new List<MetricDefinition>();
        foreach (var (name, node) in yaml.Entries())
        {
            if (node is not YamlMappingNode mapping)
            {
                yaml.Problem(node, $"'{name}' is expected to say what the metric is, not {YamlText.Describe(node)}.");
            }
            else if (Read(name, mapping, new YamlObject(mapping, file, problems)) is { } definition)
            {
                definitions.Add(definition);
            }
        }

        return definitions;
    }

    private MetricDefinition? Read(string name, YamlMappingNode node, YamlObject yaml)
    {
        var before = problems.Count;
        if (MetricName.FaultOf(name) is { } fault)
        {
            problems.Add(new FileProblem(file, yaml.Line, fault));
        }

        var title = yaml.Text("title") ?? name.Replace('_', ' ');
        var description = yaml.Text("description") ?? "";
        var unit = Choice<MetricUnit>(yaml, "unit");
        MetricFormula? formula = yaml.Node("formula") is not null ? ReadComposite(yaml) : yaml.Node("cohort") is not null ? ReadCohort(yaml, name) : ReadAggregate(yaml);

        if (formula is not null && MetricName.ParametersOf(name).FirstOrDefault(parameter => formula is not CohortFormula cohort || (cohort.From.Parameter != parameter && cohort.To?.Parameter != parameter)) is { } unused)
        {
            problems.Add(new FileProblem(file, yaml.Line, $"'{{{unused}}}' stands in the name '{name}', and nothing asks for it; 'from' or 'to' of a cohort can."));
        }

        // Whether a live number is the same is proven for what Frontline brings; a game's own metrics get theirs by formulas over those.
        var live = isBuiltIn ? Choice<LiveField>(yaml, "live") : null;
        yaml.RejectUnknownKeys();
        return problems.Count == before ? new MetricDefinition(name, title, description, unit ?? UnitOf(formula), formula!, file, yaml.Line, isBuiltIn, TextOf(node)) { Live = live } : null;
    }

    private string TextOf(YamlMappingNode node)
    {
        var last = node.AllNodes.OfType<YamlScalarNode>().Max(scalar => (int)scalar.End.Line);
        var lines = text.ReplaceLineEndings("\n").Split('\n')[((int)node.Start.Line - 1)..last];
        var indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length < indent ? line : line[indent..])).Trim('\n');
    }

    private CompositeFormula? ReadComposite(YamlObject yaml)
    {
        var expression = Parsed(yaml, "formula", ExpressionParser.Parse);
        var longer = Choice<LongerPeriods>(yaml, "longer") ?? LongerPeriods.Sum;
        if (expression?.SelfAndParts().FirstOrDefault(part => part is not (NameExpression or LiteralExpression { Value: decimal } or BinaryExpression { Operator: >= BinaryOperator.Add } or UnaryExpression { Operator: UnaryOperator.Negative })) is { } other)
        {
            Problem(yaml, "formula", $"A formula has names of metrics, numbers, + - * / and parentheses only (character {other.Position}).");
        }

        var formula = expression is null ? null : new CompositeFormula(expression, longer);
        if (formula is not null && !DefinitionCheck.MetricsIn(formula).Any())
        {
            Problem(yaml, "formula", "A formula has at least one metric in it.");
        }

        return formula;
    }

    private AggregateFormula? ReadAggregate(YamlObject yaml)
    {
        var (source, where) = ReadRows(yaml);
        var measure = ReadMeasure(yaml, source);
        var longer = Choice<LongerPeriods>(yaml, "longer") ?? LongerPeriods.Sum;
        var trailing = yaml.WholeNumber("trailing_days", 2, 366);
        if (longer == LongerPeriods.Running && (yaml.Node("per") is not null || measure is { Kind: not (MeasureKind.Count or MeasureKind.Sum or MeasureKind.Money) }))
        {
            Problem(yaml, "longer", "Only counts, sums and money can run on: count, sum(field), money.");
        }

        if (trailing is not null && measure is not null && measure.Kind != MeasureKind.PlayerDays)
        {
            Problem(yaml, "trailing_days", "Only distinct players can be counted over trailing days: 'measure: player_days'.");
        }

        var formula = source is null || measure is null ? null : new AggregateFormula(source, measure, where, trailing is null ? longer : LongerPeriods.Mean, trailing, yaml.Text("per"));
        CheckNames(yaml, source, where, measure);
        return formula;
    }

    private CohortFormula? ReadCohort(YamlObject parent, string name)
    {
        if (parent.Child("cohort") is not { } yaml)
        {
            return null;
        }

        var (source, where) = ReadRows(yaml);
        var measure = ReadMeasure(yaml, source);
        var from = ReadDay(yaml, "from", name);
        var to = yaml.Text("to") == "open" ? null : ReadDay(yaml, "to", name);
        var unit = Choice<CohortUnit>(yaml, "unit") ?? CohortUnit.Days;
        var per = Choice<CohortBase>(yaml, "per") ?? CohortBase.Players;
        var lessSpend = yaml.Text("less") is { } less && (less == "spend" || Refused(yaml, "less", $"'less' is '{less}'; spend is expected."));
        if (lessSpend && measure is { Kind: not MeasureKind.Money })
        {
            Problem(yaml, "less", "Spend can be taken off money only.");
        }

        if (measure is { Kind: MeasureKind.Average or MeasureKind.Quantile or MeasureKind.TopMoney })
        {
            Problem(yaml, "measure", "A cohort is counted or summed up: players, player_days, count, sum(field) or money.");
        }

        if (source is { HasPlayers: false })
        {
            Problem(yaml, "source", $"{source.Name} has no players.");
        }

        if (from is { Parameter: null } && to is { Parameter: null } && to.Value.Fixed < from.Value.Fixed)
        {
            Problem(yaml, "to", $"'to' is day {to.Value.Fixed}, which is before 'from'.");
        }

        CheckNames(yaml, source, where, measure);
        yaml.RejectUnknownKeys();
        return source is null || measure is null || from is null ? null : new CohortFormula(source, measure, where, from.Value, to, unit, per, lessSpend);
    }

    private (Source? Source, Expression? Where) ReadRows(YamlObject yaml)
    {
        var where = Parsed(yaml, "where", ExpressionParser.Parse);
        var name = yaml.Text("source");
        var happening = yaml.Text("event");
        if (name is null == happening is null)
        {
            Problem(yaml, name is null ? "measure" : "event", "Either 'event' (a name of an event) or 'source' is expected, or a 'formula' or 'cohort' instead.");
            return (null, where);
        }

        if (happening is not null)
        {
            var named = new BinaryExpression(BinaryOperator.Equal, new NameExpression("name", 1), new LiteralExpression(happening, 1), 1);
            return (MetricSources.All["events"], where is null ? named : new BinaryExpression(BinaryOperator.And, named, where, 1));
        }

        if (MetricSources.All.TryGetValue(name!, out var source))
        {
            return (source, where);
        }

        Problem(yaml, "source", $"There is no source '{name}'.{Core.NearestName.Hint(name!, [.. MetricSources.All.Keys])}");
        return (null, where);
    }

    private Measure? ReadMeasure(YamlObject yaml, Source? source)
    {
        var measure = yaml.RequiredText("measure") is null ? null : Parsed(yaml, "measure", Measure.Parse);
        if (measure is { Kind: MeasureKind.Money or MeasureKind.TopMoney } && source is { Money: null })
        {
            Problem(yaml, "measure", $"{source.Name} has no money; payments and spend have.");
        }

        if (measure is { Kind: MeasureKind.Players or MeasureKind.PlayerDays or MeasureKind.TopMoney } && source is { HasPlayers: false })
        {
            Problem(yaml, "measure", $"{source.Name} has no players.");
        }

        return measure;
    }

    private static DayNumber? ReadDay(YamlObject yaml, string key, string name)
    {
        if (yaml.RequiredText(key) is not { } text)
        {
            return null;
        }

        if (MetricName.ParametersOf(name).Contains(text))
        {
            return new DayNumber(text, 0);
        }

        return yaml.WholeNumber(key, 0, MetricName.ParameterMax) is { } number ? new DayNumber(null, number) : null;
    }

    private void CheckNames(YamlObject yaml, Source? source, Expression? where, Measure? measure)
    {
        if (source is null)
        {
            return;
        }

        try
        {
            _ = new Compiling.Selection(source, where, measure?.Value?.Names ?? [], [], null);
        }
        catch (ExpressionException exception)
        {
            Problem(yaml, "where", exception.Where);
            return;
        }

        try
        {
            if (measure?.Value is { } value)
            {
                _ = new Compiling.Selection(source, null, value.Names, [], null).Number(value);
            }
        }
        catch (ExpressionException exception)
        {
            Problem(yaml, "measure", exception.Where);
        }
    }

    private T? Parsed<T>(YamlObject yaml, string key, Func<string, T> parse)
        where T : class
    {
        try
        {
            return yaml.Text(key) is { } text ? parse(text) : null;
        }
        catch (ExpressionException exception)
        {
            Problem(yaml, key, exception.Where);
            return null;
        }
    }

    private T? Choice<T>(YamlObject yaml, string key)
        where T : struct, Enum
    {
        if (yaml.Text(key) is not { } text)
        {
            return null;
        }

        if (Enum.TryParse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]))
        {
            return value;
        }

        Problem(yaml, key, $"'{key}' is '{text}'. Known are: {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}.");
        return null;
    }

    private static MetricUnit UnitOf(MetricFormula? formula) => formula switch
    {
        AggregateFormula { Per: not null } => MetricUnit.Number,
        AggregateFormula { Measure.Kind: var kind } => UnitOf(kind),
        CohortFormula { Measure.Kind: MeasureKind.Players, Per: CohortBase.Players } => MetricUnit.Share,
        CohortFormula { Measure.Kind: MeasureKind.Money, Per: not CohortBase.Spend } => MetricUnit.Money,
        _ => MetricUnit.Number,
    };

    private static MetricUnit UnitOf(MeasureKind kind) => kind switch
    {
        MeasureKind.Players or MeasureKind.PlayerDays => MetricUnit.Players,
        MeasureKind.Money or MeasureKind.TopMoney => MetricUnit.Money,
        _ => MetricUnit.Number,
    };

    private bool Refused(YamlObject yaml, string key, string message)
    {
        Problem(yaml, key, message);
        return false;
    }

    private void Problem(YamlObject yaml, string key, string message) => problems.Add(new FileProblem(file, yaml.LineOf(key), message));
}
