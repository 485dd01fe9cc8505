using Frontline.Configuration;
using Frontline.Yaml;

namespace Frontline.Importing;

/// <summary>A mapping that cannot be used: every error there is, with its line.</summary>
public sealed class ImportMappingException(IReadOnlyList<FileProblem> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Errors { get; } = [.. problems.Select(problem => problem.ToString())];
}
