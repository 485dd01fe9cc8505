namespace Frontline.Configuration;

/// <summary>Where a configuration is read from, in rising precedence.</summary>
public sealed record ConfigurationInputs
{
    /// <summary>Directories whose *.yaml, *.yml and *.json files are read, in ordinal order of their names; later ones win. One that is not there is empty.</summary>
    public IReadOnlyList<string> Directories { get; init; } = [];

    /// <summary>Variables whose names begin with <c>FRONTLINE__</c> are read; the others are ignored.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Options of the command line that stand for a setting.</summary>
    public IReadOnlyList<CommandLineSetting> CommandLine { get; init; } = [];
}
