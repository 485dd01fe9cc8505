using Frontline.Yaml;
using YamlDotNet.RepresentationModel;

namespace Frontline.Configuration;

/// <summary>One configuration file, YAML or JSON.</summary>
internal sealed class YamlFileProvider(string path, ICollection<FileProblem> problems) : TracedProvider
{
    private const int BytesMax = 1 << 20;

    public override void Load()
    {
        try
        {
            if (new FileInfo(path).Length > BytesMax)
            {
                problems.Add(new FileProblem(path, 0, $"The file is longer than {BytesMax} bytes."));
                return;
            }

            if (YamlText.ParseMapping(File.ReadAllText(path), path, problems) is { } root)
            {
                AddAll(root, []);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new FileProblem(path, 0, exception.Message));
        }
    }

    private void AddAll(YamlNode node, IReadOnlyList<string> at)
    {
        switch (node)
        {
            // Nothing, said on purpose: it takes the place of what a lower source says.
            case YamlMappingNode { Children.Count: 0 } or YamlSequenceNode { Children.Count: 0 } when at.Count > 1:
                Add(at, "", $"{path}:{YamlText.LineOf(node)}");
                break;
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping.Children)
                {
                    AddAll(value, [.. at, key is YamlScalarNode { Value: { } name } ? name : key.ToString()]);
                }

                break;
            case YamlSequenceNode list:
                for (var i = 0; i < list.Children.Count; i++)
                {
                    AddAll(list.Children[i], [.. at, i.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
                }

                break;
            // A section whose lines are all commented out is an empty value, and sets nothing.
            case YamlScalarNode scalar when at.Count > 1 || !YamlText.IsNull(scalar):
                Add(at, YamlText.IsNull(scalar) ? "" : scalar.Value ?? "", $"{path}:{YamlText.LineOf(node)}");
                break;
        }
    }
}
