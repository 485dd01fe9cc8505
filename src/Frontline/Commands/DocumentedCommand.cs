using System.CommandLine;

namespace Frontline.Commands;

/// <summary>A command that shows examples in its help.</summary>
internal class DocumentedCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
