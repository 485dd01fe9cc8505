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
        Name = string.Join('.', chain.Select(property => OptionName.ToSnakeCase(property.Name)).Prepend(OptionName.ToSnakeCase(section)));
        NormalisedPath = string.Join(':', chain.Select(property => OptionName.Normalise(property.Name)).Prepend(OptionName.Normalise(section)));
    }

    /// <summary>As shown: <c>receiver.batch_bytes_max</c>.</summary>
    public string Name { get; }

    /// <summary>As compared: <c>receiver:batchbytesmax</c>.</summary>
    public string NormalisedPath { get; }

    public bool IsSecret => OptionName.IsSecret(leaf);

    public bool IsList => ItemType is not null;

    /// <summary>The type of a list's items; null for single values.</summary>
    private Type? ItemType { get; }

    public static IEnumerable<OptionProperty> Of(string section, Type type) => Of(section, type, []);

    public object? Get(object options) => chain.Aggregate((object?)options, (holder, property) => holder is null ? null : property.GetValue(holder));

    public string Format(object options) => OptionValue.Format(Get(options), leaf);

    /// <summary>Sets a value from its text; a list from its items' texts.</summary>
    /// <returns>What is expected instead, or null when it was set.</returns>
    public string? Set(object options, IReadOnlyList<string> texts)
    {
        object? value;
        if (ItemType is null)
        {
            var expected = OptionValue.Parse(chain[^1].PropertyType, leaf, texts[0], out value);
            if (expected is not null)
            {
                return expected;
            }
        }
        else
        {
            var items = Array.CreateInstance(ItemType, texts.Count);
            for (var i = 0; i < texts.Count; i++)
            {
                var expected = OptionValue.Parse(ItemType, leaf, texts[i], out var item);
                if (expected is not null)
                {
                    return "a list of which each is " + expected;
                }

                items.SetValue(item, i);
            }

            value = chain[^1].PropertyType.IsAssignableFrom(items.GetType()) ? items : Activator.CreateInstance(chain[^1].PropertyType, items);
        }

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

    private static IEnumerable<OptionProperty> Of(string section, Type type, PropertyInfo[] prefix)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.GetIndexParameters().Length == 0))
        {
            PropertyInfo[] chain = [.. prefix, property];
            if (OptionValue.IsSupported(property.PropertyType) || ItemTypeOf(property.PropertyType) is not null)
            {
                yield return new OptionProperty(section, chain);
            }
            else if (property.PropertyType is { IsClass: true, IsAbstract: false } nested && nested.GetConstructor(Type.EmptyTypes) is not null)
            {
                foreach (var child in Of(section, nested, chain))
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

    private static Type? ItemTypeOf(Type type)
    {
        var item = type.IsArray ? type.GetElementType()
            : type.IsGenericType && type.GetGenericArguments() is [var argument] && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? argument : null;
        return item is not null && OptionValue.IsSupported(item) ? item : null;
    }
}
