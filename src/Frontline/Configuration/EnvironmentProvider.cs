namespace Frontline.Configuration;

/// <summary>Variables such as <c>FRONTLINE__RECEIVER__BATCH_BYTES_MAX</c>.</summary>
internal sealed class EnvironmentProvider(IReadOnlyDictionary<string, string> variables) : TracedProvider
{
    private const string Prefix = "FRONTLINE__";

    public override void Load()
    {
        foreach (var (name, value) in variables.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(name[Prefix.Length..].Split("__"), value, $"environment {name}");
        }
    }
}
