using Microsoft.Extensions.Configuration;

namespace Frontline.Configuration;

/// <summary>A configuration provider that remembers where each of its values came from.</summary>
internal abstract class TracedProvider : ConfigurationProvider, IConfigurationSource
{
    private readonly Dictionary<string, (string Origin, string AsWritten)> origins = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<TracedValue> Values => Data.Select(pair => new TracedValue(pair.Key, pair.Value ?? "", origins[pair.Key].Origin, origins[pair.Key].AsWritten));

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    protected void Add(IReadOnlyList<string> path, string value, string origin)
    {
        var key = string.Join(':', path.Select(OptionName.Normalise));
        foreach (var (alias, name) in ConfigurationSections.Aliases)
        {
            key = key == alias ? name : key;
        }

        Data[key] = value;
        origins[key] = (origin, string.Join('.', path));
    }
}
