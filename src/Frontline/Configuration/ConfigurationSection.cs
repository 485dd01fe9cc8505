namespace Frontline.Configuration;

/// <summary>A section of the configuration: a class of options with defaults, which lives in the module that uses it.</summary>
public sealed class ConfigurationSection
{
    private readonly Func<object> create;
    private readonly Func<object, IEnumerable<string>> validate;

    private ConfigurationSection(string name, Type type, Func<object> create, Func<object, IEnumerable<string>> validate)
    {
        Name = name;
        Type = type;
        this.create = create;
        this.validate = validate;
        Properties = [.. OptionProperty.Of(name, type)];
    }

    public string Name { get; }

    internal Type Type { get; }

    internal IReadOnlyList<OptionProperty> Properties { get; }

    /// <param name="name">As in the file; shown in snake_case.</param>
    /// <param name="validate">What is wrong with a whole section, each a sentence that names the option.</param>
    public static ConfigurationSection Of<T>(string name, Func<T, IEnumerable<string>> validate)
        where T : class, new() => new(name, typeof(T), () => new T(), options => validate((T)options));

    internal object CreateDefaults() => create();

    internal IEnumerable<string> Validate(object options) => validate(options);
}
