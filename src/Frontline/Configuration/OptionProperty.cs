using System.Collections;
using System.Reflection;

namespace Frontline.Configuration;

/// <summary>One option of a section: a property of its class, or of a class nested in it.</summary>
internal sealed class OptionProperty
{
    private readonly IReadOnlyList<PropertyInfo> chain;
    private readonly string leaf;

    private OptionProperty(string section, IReadOnlyList<PropertyInfo> chain)
    {
        this.chain = chain;
        leaf = chain[^1].Name;
        ItemType = ItemTypeOf(chain[^1].PropertyType);
        MapValueType = MapValueTypeOf(chain[^1].PropertyType);
        Name = string.Join('.', chain.Select(property => OptionName.ToSnakeCase(property.Name)).Prepend(OptionName.ToSnakeCase(section)));
        NormalisedPath = string.Join(':', chain.Select(property => OptionName.Normalise(property.Name)).Prepend(OptionName.Normalise(section)));
    }

    /// <summary>As shown: <c>receiver.batch_bytes_max</c>.</summary>
    public string Name { get; }

    /// <summary>As compared: <c>receiver:batchbytesmax</c>.</summary>
    public string NormalisedPath { get; }

    /// <summary>The property's own name, as its section's code knows it.</summary>
    public string PropertyName => leaf;

    public bool IsSecret => OptionName.IsSecret(leaf);

    public bool IsList => ItemType is not null;

    public bool IsMap => MapValueType is not null;

    /// <summary>The type of a list's items; null for anything else.</summary>
    private Type? ItemType { get; }

    /// <summary>The type of the values of a map from names; null for anything else.</summary>
    private Type? MapValueType { get; }

    /// <summary>Whether a normalised key sets this option: it itself, an item of the list, or an entry of the map.</summary>
    public bool IsSetBy(string key)
    {
        if (key == NormalisedPath)
        {
            return true;
        }

        return (IsList || IsMap) && key.Length > NormalisedPath.Length + 1 && key.StartsWith(NormalisedPath, StringComparison.Ordinal) && key[NormalisedPath.Length] == ':'
            && (IsMap ? !key.AsSpan(NormalisedPath.Length + 1).Contains(':') : key.AsSpan(NormalisedPath.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0);
    }

    /// <param name="section">The section's name.</param>
    /// <param name="type">Its class.</param>
    /// <param name="except">Names of properties that are not options, since the host sets them.</param>
    public static IEnumerable<OptionProperty> Of(string section, Type type, IReadOnlyCollection<string> except) =>
        Of(section, type, [], except);

    public object? Get(object options) => chain.Aggregate((object?)options, (holder, property) => holder is null ? null : property.GetValue(holder));

    public string Format(object options) => OptionValue.Format(Get(options), leaf);

    /// <summary>Sets a single value from its text.</summary>
    /// <returns>What is expected instead, or null when it was set.</returns>
    public string? Set(object options, string text)
    {
        var expected = OptionValue.Parse(chain[^1].PropertyType, leaf, text, out var value);
        return expected ?? Assign(options, value);
    }

    /// <inheritdoc cref="Set"/>
    public string? SetList(object options, IReadOnlyList<string> texts)
    {
        var items = Array.CreateInstance(ItemType!, texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (OptionValue.Parse(ItemType!, leaf, texts[i], out var item) is { } expected)
            {
                return "a list of which each is " + expected;
            }

            items.SetValue(item, i);
        }

        var type = chain[^1].PropertyType;
        return Assign(options, type.IsAssignableFrom(items.GetType()) ? items : Activator.CreateInstance(type, items));
    }

    /// <inheritdoc cref="Set"/>
    public string? SetMap(object options, IReadOnlyDictionary<string, string> texts)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), MapValueType!))!;
        foreach (var (name, text) in texts)
        {
            if (OptionValue.Parse(MapValueType!, leaf, text, out var value) is { } expected)
            {
                return $"for each name {expected}";
            }

            map[name] = value;
        }

        return Assign(options, map);
    }

    private string? Assign(object options, object? value)
    {
        var holder = options;
        foreach (var property in chain.SkipLast(1))
        {
            var next = property.GetValue(holder);
            if (next is null)
            {
                next = Activator.CreateInstance(property.PropertyType)!;
                property.SetValue(holder, next);
            }

            holder = next;
        }

        chain[^1].SetValue(holder, value);
        return null;
    }

    private static IEnumerable<OptionProperty> Of(string section, Type type, PropertyInfo[] prefix, IReadOnlyCollection<string> except)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && !except.Contains(property.Name)))
        {
            PropertyInfo[] chain = [.. prefix, property];
            if (OptionValue.IsSupported(property.PropertyType) || ItemTypeOf(property.PropertyType) is not null || MapValueTypeOf(property.PropertyType) is not null)
            {
                yield return new OptionProperty(section, chain);
            }
            else if (property.PropertyType is { IsClass: true, IsAbstract: false } nested && nested.GetConstructor(Type.EmptyTypes) is not null)
            {
                foreach (var child in Of(section, nested, chain, except: []))
                {
                    yield return child;
                }
            }
            else
            {
                throw new NotSupportedException($"{type.Name}.{property.Name} is a {property.PropertyType.Name}, which cannot be an option. Give it a supported type, or no setter.");
            }
        }
    }

    private static Type? MapValueTypeOf(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var key, var value] && key == typeof(string) && OptionValue.IsSupported(value)
            && type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(key, value)) ? value : null;

    private static Type? ItemTypeOf(Type type)
    {
        var item = type.IsArray ? type.GetElementType()
            : type.IsGenericType && type.GetGenericArguments() is [var argument] && typeof(IEnumerable).IsAssignableFrom(type) ? argument : null;
        return item is not null && OptionValue.IsSupported(item) ? item : null;
    }
}
