using System.Globalization;
using Frontline.Core;
using YamlDotNet.RepresentationModel;

namespace Frontline.Yaml;

/// <summary>
/// A mapping read key by key. Everything wrong is added to one list with its line, so that a person gets all of it at once; the keys asked for are the
/// keys known, and <see cref="RejectUnknownKeys"/> names the others.
/// </summary>
public sealed class YamlObject(YamlMappingNode mapping, string file, ICollection<FileProblem> problems)
{
    private readonly List<string> known = [];

    public string File { get; } = file;

    public ICollection<FileProblem> Problems { get; } = problems;

    public int Line => YamlText.LineOf(mapping);

    /// <summary>The value of a key, or null where it is absent or empty.</summary>
    public YamlNode? Node(string key)
    {
        known.Add(key);
        return mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) && !YamlText.IsNull(node) ? node : null;
    }

    /// <summary>The line of a key's value, or the object's where it is absent.</summary>
    public int LineOf(string key) => mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? YamlText.LineOf(node) : Line;

    public string? Text(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value;
            case var other:
                Problem(other, $"'{key}' is expected to be a single value, not {YamlText.Describe(other)}.");
                return null;
        }
    }

    public string? RequiredText(string key)
    {
        var text = Text(key);
        if (text is null && !mapping.Children.Any(pair => pair.Key is YamlScalarNode { Value: var name } && name == key && pair.Value is not YamlScalarNode))
        {
            Problems.Add(new FileProblem(File, Line, $"'{key}' is missing."));
        }

        return text;
    }

    public int? WholeNumber(string key, int minimum, int maximum)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        Problems.Add(new FileProblem(File, LineOf(key), $"'{key}' is '{text}'; a whole number from {minimum} to {maximum} is expected."));
        return null;
    }

    public bool? Boolean(string key)
    {
        switch (Text(key))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            case var text:
                Problems.Add(new FileProblem(File, LineOf(key), $"'{key}' is '{text}'; true or false is expected."));
                return null;
        }
    }

    public YamlObject? Child(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlMappingNode child:
                return new YamlObject(child, File, Problems);
            case var other:
                Problem(other, $"'{key}' is expected to hold keys with values, not {YamlText.Describe(other)}.");
                return null;
        }
    }

    /// <summary>The items of a list; empty where the key is absent.</summary>
    public IReadOnlyList<YamlNode> List(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return [.. list.Children];
            case var other:
                Problem(other, $"'{key}' is expected to be a list, not {YamlText.Describe(other)}.");
                return [];
        }
    }

    /// <summary>All keys with their values in the order of the file, whatever their names are.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Entries()
    {
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
            {
                known.Add(name);
                yield return (name, value);
            }
        }
    }

    public void Problem(YamlNode at, string message) => Problems.Add(new FileProblem(File, YamlText.LineOf(at), message));

    /// <summary>Names every key that was not asked for. Call it when everything has been read.</summary>
    public void RejectUnknownKeys()
    {
        foreach (var key in mapping.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name })
            {
                Problem(key, "A key is expected to be a single word.");
            }
            else if (!known.Contains(name))
            {
                Problem(key, $"Unknown key '{name}'.{NearestName.Hint(name, [.. known.Distinct()])}");
            }
        }
    }
}
