using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>, which is for the members that neither of the others names.</summary>
internal sealed class PropertiesRule(NameTable<SchemaNode> named, (Pattern Pattern, SchemaNode Schema)[] patterns, SchemaNode? additional) : Rule
{
    /// <summary>The schemas by name.</summary>
    public NameTable<SchemaNode> Named { get; } = named;

    public IEnumerable<Pattern> Patterns => patterns.Select(entry => entry.Pattern);

    /// <summary>Whether it says what other members may be.</summary>
    public bool IsOpen => additional is { IsFalse: false };

    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != ValueKind.Object) return true;
        var fits = true;
        for (var name = value + 1; name < run.Tape[value].Next && !run.IsTooCostly; name = run.Tape[name + 1].Next)
        {
            fits &= CheckMember(run, value, name);
            if (!fits && run.IsQuiet) break;
        }

        return fits;
    }

    private bool CheckMember(PlanRun run, int obj, int name)
    {
        var fits = true;
        var isKnown = false;
        if (Named.Find(run.Tape.Name(name)) is { } schema)
        {
            isKnown = true;
            fits = schema.Check(run, name + 1);
        }

        foreach (var (pattern, patterned) in patterns)
        {
            if (!run.Spend(1) || pattern.Match(run.Tape, name, run.Patterns) != PatternAnswer.Matches) continue;
            isKnown = true;
            fits &= patterned.Check(run, name + 1);
        }

        if (isKnown || additional is null) return fits;
        // The fields of a built-in event are its own, with or without a plan.
        if (obj == 0 && run.BuiltIn.Props.Find(run.Tape.Name(name)) is not null) return true;
        return additional.IsFalse ? run.Fail(ViolationCodes.PlanAdditionalProperty, name + 1, "not be there, since the plan does not name it") : additional.Check(run, name + 1);
    }
}
