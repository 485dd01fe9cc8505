namespace Frontline.Configuration;

/// <summary>The configuration is wrong: every error there is, each a sentence with its place. Exit code 78.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public ConfigurationException(string error)
        : this([error])
    {
    }

    public IReadOnlyList<string> Errors { get; } = errors;
}
