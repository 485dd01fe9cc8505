using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Plans;

/// <summary>
/// One look at an event's props with a schema: the props, the violations found, and the bounds of the work. Reused from event to event by one thread.
/// </summary>
internal sealed class PlanRun
{
    /// <summary>Schemas that may be open at once: rules within rules, and objects within objects.</summary>
    private const int DepthMax = 256;

    /// <summary>
    /// Steps that one event may cost; a step is a schema tried on a value, or a look at a few names or items. A plan of a hundred rules takes a few hundred, a recursive schema with
    /// alternatives can take exponentially many.
    /// </summary>
    private const int StepsMax = 200_000;

    private ViolationList violations = null!;
    private int quiet;
    private int depth;
    private int steps;

    /// <summary>The props, as they are judged.</summary>
    public JsonTape Tape { get; } = new();

    /// <summary>The time that patterns which can run away may still take in this batch.</summary>
    public PatternBudget Patterns { get; } = new();

    /// <summary>What the platform knows of the event: its own fields are not additional.</summary>
    public BuiltInEvent BuiltIn { get; private set; } = null!;

    /// <summary>Whether only the answer counts, not its reasons: then the first fault ends the look.</summary>
    public bool IsQuiet => quiet > 0;

    /// <summary>Whether the event took more than its bounds; then nothing else that was found counts.</summary>
    public bool IsTooCostly { get; private set; }

    public void Begin(BuiltInEvent builtIn, ViolationList found)
    {
        BuiltIn = builtIn;
        violations = found;
        quiet = depth = steps = 0;
        IsTooCostly = false;
    }

    /// <summary>Opens a schema; false when there is no more work to be spent. Closed by <see cref="Leave"/> when true.</summary>
    public bool TryEnter()
    {
        if (depth == DepthMax) IsTooCostly = true;
        if (!Spend(1)) return false;
        depth++;
        return true;
    }

    public void Leave() => depth--;

    /// <summary>Counts work; false when it is too much.</summary>
    public bool Spend(long cost)
    {
        if (cost > StepsMax - steps) IsTooCostly = true;
        else steps += (int)cost;
        return !IsTooCostly;
    }

    /// <summary>Whether a value fits, without saying why not.</summary>
    public bool Fits(SchemaNode schema, int value)
    {
        quiet++;
        var fits = schema.Check(this, value);
        quiet--;
        return fits;
    }

    /// <summary>Says that a value breaks a rule: "props.level must be at least 1; it is the number 0."</summary>
    /// <param name="code">One of <see cref="ViolationCodes"/>.</param>
    /// <param name="value">Where.</param>
    /// <param name="must">What was expected, as it goes on after "must".</param>
    /// <returns>False, so that a rule can end with it.</returns>
    public bool Fail(string code, int value, string must)
    {
        if (IsQuiet) return false;
        var pointer = Tape.Pointer(value);
        violations.Add(code, "/props" + pointer, $"{Words(pointer)} must {must}; it is {Tape.Found(value)}.");
        return false;
    }

    /// <summary>Says it in a sentence of its own, with a path below the value.</summary>
    public bool Fail(string code, int value, string below, Func<string, string> sentence)
    {
        if (IsQuiet) return false;
        var pointer = Tape.Pointer(value) + below;
        violations.Add(code, "/props" + pointer, sentence(Words(pointer)));
        return false;
    }

    private static string Words(string pointer) => "props" + pointer.Replace('/', '.');
}
