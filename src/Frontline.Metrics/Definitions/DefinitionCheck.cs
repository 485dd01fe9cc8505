using Frontline.Core;
using Frontline.Metrics.Catalogue;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;
using Frontline.Yaml;

namespace Frontline.Metrics.Definitions;

/// <summary>What definitions say of each other: names that are taken, metrics that are not there, circles.</summary>
public static class DefinitionCheck
{
    /// <summary>The definitions that can be used together; the others are told.</summary>
    /// <param name="own">Definitions of a game.</param>
    /// <param name="builtIn">Definitions that Frontline brings, which are sound.</param>
    /// <param name="problems">Gets everything wrong.</param>
    public static MetricCatalogue Combine(IReadOnlyList<MetricDefinition> own, MetricCatalogue builtIn, ICollection<FileProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(builtIn);
        ArgumentNullException.ThrowIfNull(problems);
        var free = own.Where((definition, i) => IsFree(definition, builtIn, own.Take(i), problems)).ToList();
        var all = new MetricCatalogue([.. builtIn.Definitions, .. free]);
        var sound = free.Where(definition => FaultOf(definition, all) is not { } fault || Tell(problems, definition, fault)).ToList();
        return sound.Count == free.Count ? all : Combine(sound, builtIn, []);
    }

    /// <summary>The metrics that a definition leans on.</summary>
    public static IEnumerable<string> MetricsIn(MetricFormula formula) => formula switch
    {
        AggregateFormula { Per: { } per } => [per],
        CompositeFormula composite => composite.Expression.Names.Except(GameTerms.ConstantNames),
        _ => [],
    };

    /// <summary>A definition and all that it leans on, each once.</summary>
    public static IReadOnlyCollection<MetricDefinition> SelfAndParts(MetricDefinition definition, MetricCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(catalogue);
        var found = new HashSet<MetricDefinition>(ReferenceEqualityComparer.Instance) { definition };
        for (var added = new Queue<MetricDefinition>(found); added.TryDequeue(out var next);)
        {
            foreach (var part in MetricsIn(next.Formula).Select(name => catalogue.Resolve(name).Definition).Where(found.Add))
            {
                added.Enqueue(part);
            }
        }

        return found;
    }

    private static bool IsFree(MetricDefinition definition, MetricCatalogue builtIn, IEnumerable<MetricDefinition> before, ICollection<FileProblem> problems)
    {
        var taken = builtIn.Find(definition.Name) is not null || GameTerms.ConstantNames.Contains(definition.Name) ? definition.Name
            : builtIn.Definitions.FirstOrDefault(known => MetricName.Overlap(known.Name, definition.Name))?.Name;
        if (taken is not null)
        {
            return Tell(problems, definition, $"Frontline has a '{taken}' already; another name is needed.");
        }

        return before.FirstOrDefault(other => MetricName.Overlap(other.Name, definition.Name)) is not { } other
            || Tell(problems, definition, $"'{other.Name}' gives the same names; another name is needed.");
    }

    private static string? FaultOf(MetricDefinition definition, MetricCatalogue all)
    {
        foreach (var name in MetricsIn(definition.Formula))
        {
            if (all.Find(name) is null)
            {
                return $"There is no metric '{name}'.{NearestName.Hint(name, [.. all.Definitions.Select(known => known.Name).Concat(GameTerms.ConstantNames)])}";
            }
        }

        if (Circle(definition, all, [], []) is { } circle)
        {
            return $"It is made of itself: {string.Join(" needs ", circle)}.";
        }

        return definition.Formula is CompositeFormula { Longer: not LongerPeriods.Mean } && Trails(definition, all, [])
            ? "It leans on trailing days, which cannot be summed up: write 'longer: mean'."
            : null;
    }

    private static List<string>? Circle(MetricDefinition definition, MetricCatalogue all, List<string> path, HashSet<string> harmless)
    {
        if (path.Contains(definition.Name))
        {
            return [.. path.SkipWhile(name => name != definition.Name), definition.Name];
        }

        path.Add(definition.Name);
        foreach (var name in MetricsIn(definition.Formula).Where(name => !harmless.Contains(name)))
        {
            if (all.Find(name) is { } found && Circle(found.Definition, all, path, harmless) is { } circle)
            {
                return circle;
            }
        }

        path.RemoveAt(path.Count - 1);
        harmless.Add(definition.Name);
        return null;
    }

    private static bool Trails(MetricDefinition definition, MetricCatalogue all, HashSet<string> seen) =>
        definition.Formula is AggregateFormula { TrailingDays: not null }
        || MetricsIn(definition.Formula).Where(seen.Add).Any(name => all.Find(name) is { } found && Trails(found.Definition, all, seen));

    private static bool Tell(ICollection<FileProblem> problems, MetricDefinition definition, string message)
    {
        problems.Add(new FileProblem(definition.Origin, definition.Line, $"{definition.Name}: {message}"));
        return false;
    }
}
