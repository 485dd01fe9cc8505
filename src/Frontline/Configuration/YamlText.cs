using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Frontline.Configuration;

/// <summary>Reads the text of one YAML document, of which JSON is a part, into nodes that know their lines.</summary>
public static class YamlText
{
    /// <summary>The mapping at the document's root; an empty one for an empty document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its name, for the problems.</param>
    /// <param name="problems">Gets what is wrong with it.</param>
    /// <returns>Null when a problem was added.</returns>
    public static YamlMappingNode? ParseMapping(string text, string file, ICollection<FileProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            problems.Add(new FileProblem(file, (int)exception.Start.Line, exception.InnerException?.Message ?? exception.Message));
            return null;
        }

        if (stream.Documents.Count > 1)
        {
            problems.Add(new FileProblem(file, LineOf(stream.Documents[1].RootNode), "There is a second document in the file; one is read."));
            return null;
        }

        switch (stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode)
        {
            case null or YamlScalarNode { Value: null or "" }:
                return new YamlMappingNode();
            case YamlMappingNode mapping:
                return WithoutAliases(mapping, file, problems) ? mapping : null;
            case var other:
                problems.Add(new FileProblem(file, LineOf(other), $"Keys with values are expected here, not {Describe(other)}."));
                return null;
        }
    }

    public static int LineOf(YamlNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return (int)node.Start.Line;
    }

    public static string Describe(YamlNode node) => node switch
    {
        YamlMappingNode => "keys with values",
        YamlSequenceNode => "a list",
        _ => "a single value",
    };

    /// <summary>Whether a node stands for "nothing": an empty value, <c>~</c> or <c>null</c>, unquoted.</summary>
    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    // A node that is named twice could be named exponentially often: the "billion laughs". No file of ours needs it.
    private static bool WithoutAliases(YamlNode root, string file, ICollection<FileProblem> problems)
    {
        var seen = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        var open = new Stack<YamlNode>([root]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node))
            {
                problems.Add(new FileProblem(file, LineOf(node), "Aliases (&name, *name) are not supported; write the value out."));
                return false;
            }

            foreach (var child in node switch
            {
                YamlMappingNode mapping => mapping.Children.SelectMany(pair => (YamlNode[])[pair.Key, pair.Value]),
                YamlSequenceNode sequence => sequence.Children,
                _ => [],
            })
            {
                open.Push(child);
            }
        }

        return true;
    }
}
