using System.Text.RegularExpressions;

namespace Frontline.Configuration;

/// <summary>A section of the configuration: a class of options with defaults, which lives in the module that uses it.</summary>
public sealed class ConfigurationSection
{
    private readonly Func<object> create;
    private readonly Func<object, IReadOnlyList<string>> validate;

    private ConfigurationSection(string name, Type type, Func<object> create, Func<object, IReadOnlyList<string>> validate, IReadOnlyCollection<string> setByHost)
    {
        Name = name;
        Type = type;
        this.create = create;
        this.validate = validate;
        Properties = [.. OptionProperty.Of(name, type, setByHost)];
    }

    public string Name { get; }

    internal Type Type { get; }

    internal IReadOnlyList<OptionProperty> Properties { get; }

    /// <param name="name">As in the file; shown in snake_case.</param>
    /// <param name="validate">What is wrong with a whole section, each a sentence that names the property.</param>
    public static ConfigurationSection Of<T>(string name, Func<T, IReadOnlyList<string>> validate)
        where T : class, new() => Of(name, () => new T(), validate);

    /// <param name="name">As in the file; shown in snake_case.</param>
    /// <param name="create">Makes the defaults.</param>
    /// <param name="validate">What is wrong with a whole section, each a sentence that names the property.</param>
    /// <param name="setByHost">Properties that are not options: the host sets them, such as directories within the data directory.</param>
    public static ConfigurationSection Of<T>(string name, Func<T> create, Func<T, IReadOnlyList<string>> validate, params IReadOnlyCollection<string> setByHost)
        where T : class => new(name, typeof(T), create, options => validate((T)options), setByHost);

    internal object CreateDefaults() => create();

    /// <summary>What is wrong with the section as a whole. Sections speak of their properties; people know the options' names.</summary>
    internal IEnumerable<string> Validate(object options) => validate(options).Select(error =>
    {
        var named = Properties.Aggregate(error, (text, property) => Regex.Replace(text, $@"(?<![\w.]){property.PropertyName}\b", property.Name));
        return named.Contains(OptionName.ToSnakeCase(Name) + ".", StringComparison.Ordinal) ? named : $"{OptionName.ToSnakeCase(Name)}: {named}";
    });
}
