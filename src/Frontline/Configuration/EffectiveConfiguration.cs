using System.Security.Cryptography;
using System.Text;
using Frontline.Core;
using Frontline.Yaml;
using Microsoft.Extensions.Configuration;

namespace Frontline.Configuration;

/// <summary>
/// The configuration as it stands: every section bound to its class and found valid, and for each option where its value came from.
/// </summary>
/// <remarks>
/// Sources in rising precedence: defaults, files, environment, command line. A list is taken whole from the highest source that has any of it. An unknown key,
/// a value of the wrong type and what a section finds wrong with itself are collected, and thrown together.
/// </remarks>
public sealed class EffectiveConfiguration
{
    private readonly Dictionary<Type, object> sections;

    private readonly ConfigurationInputs inputs;
    private readonly IReadOnlyList<ConfigurationSection> known;

    private EffectiveConfiguration(ConfigurationInputs inputs, IReadOnlyList<ConfigurationSection> known, Dictionary<Type, object> sections, IReadOnlyList<EffectiveValue> values)
    {
        this.inputs = inputs;
        this.known = known;
        this.sections = sections;
        Values = values;
        var canonical = string.Concat(values.Where(value => !value.IsSecret).OrderBy(value => value.Name, StringComparer.Ordinal).Select(value => $"{value.Name}={value.Value}\n"));
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))[..12];
    }

    /// <summary>Every option, section by section, in the order of their classes.</summary>
    public IReadOnlyList<EffectiveValue> Values { get; }

    /// <summary>First 12 hex digits of the SHA-256 of every option that is not secret: equal when what is deployed is equal.</summary>
    public string Fingerprint { get; }

    /// <exception cref="ConfigurationException">Every error there is.</exception>
    public static EffectiveConfiguration Load(ConfigurationInputs inputs) => Load(inputs, ConfigurationSections.All);

    /// <inheritdoc cref="Load(ConfigurationInputs)"/>
    internal static EffectiveConfiguration Load(ConfigurationInputs inputs, IReadOnlyList<ConfigurationSection> sections)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var problems = new List<FileProblem>();
        var builder = new ConfigurationBuilder();
        foreach (var file in inputs.Directories.SelectMany(FilesOf))
        {
            builder.Add(new YamlFileProvider(file, problems));
        }

        builder.Add(new EnvironmentProvider(inputs.Environment));
        builder.Add(new CommandLineProvider(inputs.CommandLine));
        var providers = ((IConfigurationRoot)builder.Build()).Providers.Cast<TracedProvider>().Reverse().ToList();

        var errors = problems.Select(problem => problem.ToString()).ToList();
        errors.AddRange(UnknownKeys(providers, sections));
        var bound = new Dictionary<Type, object>();
        var values = new List<EffectiveValue>();
        foreach (var section in sections)
        {
            var options = section.CreateDefaults();
            var errorsBefore = errors.Count;
            foreach (var property in section.Properties)
            {
                values.Add(Bind(property, options, providers, errors));
            }

            // A section with a value of the wrong type would be judged by its default there.
            if (errors.Count == errorsBefore)
            {
                errors.AddRange(section.Validate(options));
            }

            bound[section.Type] = options;
        }

        return errors.Count == 0 ? new EffectiveConfiguration(inputs, sections, bound, values) : throw new ConfigurationException(errors);
    }

    /// <summary>The options of a section.</summary>
    public T Get<T>()
        where T : class => (T)sections[typeof(T)];

    /// <summary>The same sources as they are now.</summary>
    /// <exception cref="ConfigurationException">Every error there is.</exception>
    internal EffectiveConfiguration LoadAgain() => Load(inputs, known);

    /// <summary>Names of the options, secret ones too, whose values differ.</summary>
    internal IEnumerable<string> ChangedFrom(EffectiveConfiguration other) => known.SelectMany(section => section.Properties
        .Where(property => property.Format(sections[section.Type]) != property.Format(other.sections[section.Type])).Select(property => property.Name));

    private static IEnumerable<string> FilesOf(string directory) =>
        !Directory.Exists(directory) ? [] : Directory.EnumerateFiles(directory)
            .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml" or ".json")
            .Order(StringComparer.Ordinal);

    private static EffectiveValue Bind(OptionProperty property, object options, List<TracedProvider> providers, List<string> errors)
    {
        var source = "default";
        var set = providers.Select(provider => Find(property, provider)).Where(found => found.Count > 0).ToList();
        if (set is [var highest, ..])
        {
            source = highest[0].Origin;
            var texts = property.IsList && highest is [var single] && single.Key == property.NormalisedPath
                ? single.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [.. highest.Select(item => item.Value)];
            var expected = property.IsMap ? SetMap(property, options, set) : property.IsList ? property.SetList(options, texts) : property.Set(options, texts[0]);
            if (expected is not null)
            {
                errors.Add($"{source}: {property.Name} is '{(property.IsSecret ? "***" : string.Join(", ", texts))}'; {expected} is expected.");
            }
        }

        var text = property.Format(options);
        return new EffectiveValue(property.Name, property.IsSecret && text.Length > 0 ? "***" : text, source, property.IsSecret);
    }

    // The entries of a map are options of their own: each comes from the highest source that has it.
    private static string? SetMap(OptionProperty property, object options, List<List<TracedValue>> set)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in set.SelectMany(found => found))
        {
            if (value.Key == property.NormalisedPath)
            {
                if (value.Value.Length > 0)
                {
                    return "names with values";
                }

                continue;
            }

            merged.TryAdd(value.AsWritten[(value.AsWritten.LastIndexOf('.') + 1)..].ToLowerInvariant(), value.Value);
        }

        return property.SetMap(options, merged);
    }

    private static List<TracedValue> Find(OptionProperty property, TracedProvider provider) =>
        [.. provider.Values.Where(value => property.IsSetBy(value.Key)).OrderBy(value => value.Key.Length).ThenBy(value => value.Key, StringComparer.Ordinal)];

    private static IEnumerable<string> UnknownKeys(List<TracedProvider> providers, IReadOnlyList<ConfigurationSection> sections)
    {
        var properties = sections.SelectMany(section => section.Properties).ToList();
        foreach (var value in providers.AsEnumerable().Reverse().SelectMany(provider => provider.Values).Where(value => !properties.Exists(property => property.IsSetBy(value.Key))))
        {
            var name = value.AsWritten.ToLowerInvariant();
            var sectionName = name.Split('.')[0];
            var within = properties.Select(property => property.Name)
                .Where(known => OptionName.Normalise(known).StartsWith(OptionName.Normalise(sectionName) + ".", StringComparison.Ordinal)).ToList();
            yield return within.Count > 0
                ? $"{value.Origin}: Unknown key '{name}'.{NearestName.Hint(name, within)}"
                : $"{value.Origin}: Unknown section '{sectionName}'.{NearestName.Hint(sectionName, [.. sections.Select(section => OptionName.ToSnakeCase(section.Name))])}";
        }
    }
}
