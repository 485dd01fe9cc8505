namespace Frontline.Commands;

/// <summary>The tracking plan: drafts of it, and tries with it.</summary>
internal sealed class SchemaCommand : DocumentedCommand
{
    public SchemaCommand(CommandServices services)
        : base("schema", "Drafts a game's tracking plan from what arrived, and tries events against it.", "frontline schema infer mygame --out data/plans/mygame", "frontline schema check mygame events.ndjson")
    {
        Add(new SchemaInferCommand(services));
        Add(new SchemaCheckCommand(services));
    }
}
