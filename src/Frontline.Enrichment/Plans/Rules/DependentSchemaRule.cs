using System.Text;
using Frontline.Enrichment.Reading;

namespace Frontline.Enrichment.Plans.Rules;

/// <summary><c>dependentSchemas</c> for one name: where the member is there, the object must fit the schema.</summary>
internal sealed class DependentSchemaRule(string trigger, SchemaNode schema) : Rule
{
    private readonly byte[] utf8Trigger = Encoding.UTF8.GetBytes(trigger);

    public override bool Check(PlanRun run, int value) =>
        run.Tape.KindOf(value) != ValueKind.Object || run.Tape.Find(value, utf8Trigger) < 0 || schema.Check(run, value);
}
