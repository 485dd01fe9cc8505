using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Frontline.Yaml;

/// <summary>Reads the text of one YAML document, of which JSON is a part, into nodes that know their lines.</summary>
public static class YamlText
{
    /// <summary>Deeper than any file of ours goes, and far less than the stack holds.</summary>
    private const int DepthMax = 64;

    /// <summary>The mapping at the document's root; an empty one for an empty document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its name, for the problems.</param>
    /// <param name="problems">Gets what is wrong with it.</param>
    /// <returns>Null when a problem was added.</returns>
    public static YamlMappingNode? ParseMapping(string text, string file, ICollection<FileProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var stream = new YamlStream();
        Parser? parser = null;
        try
        {
            using var first = new StringReader(text);
            if (LineTooDeep(parser = new Parser(first)) is { } line)
            {
                problems.Add(new FileProblem(file, line, $"Lists and keys are nested more than {DepthMax} deep here."));
                return null;
            }

            using var second = new StringReader(text);
            stream.Load(parser = new Parser(second));
        }
        catch (YamlException exception)
        {
            problems.Add(new FileProblem(file, (int)exception.Start.Line, exception.InnerException?.Message ?? exception.Message));
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The library meets some texts with an exception of the runtime instead of its own, which has neither a place nor a reason.
            problems.Add(new FileProblem(file, (int)(parser?.Current?.End.Line ?? 1), "Here, or soon after, stands something that is not YAML."));
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

    // Nodes are built by functions that call themselves, and a stack that overflows ends the process; the events are read without.
    private static int? LineTooDeep(Parser parser)
    {
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DepthMax)
            {
                return (int)parser.Current.Start.Line;
            }
        }

        return null;
    }

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
