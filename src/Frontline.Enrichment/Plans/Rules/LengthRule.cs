using System.Text;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>minLength</c> and <c>maxLength</c>, in characters (code points).</summary>
internal sealed class LengthRule(string code, long bound, bool isMinimum) : Rule
{
    private readonly string must = $"have at {(isMinimum ? "least" : "most")} {bound} character{(bound == 1 ? "" : "s")}";

    public override bool Check(PlanRun run, int value)
    {
        if (run.Tape.KindOf(value) != ValueKind.Text) return true;
        var length = run.Tape[value].Value.IsEscaped ? Characters(Encoding.UTF8.GetBytes(run.Tape.Text(value))) : Characters(run.Tape.Content(value));
        return (isMinimum ? length >= bound : length <= bound) || run.Fail(code, value, must);
    }

    /// <summary>Continuation bytes are 10xxxxxx.</summary>
    private static int Characters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var unit in utf8) count += (unit & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }
}
