using Frontline.Metrics.Catalogue;
using Frontline.Yaml;

namespace Frontline.MetricAnswers;

/// <param name="Catalogue">What can be asked.</param>
/// <param name="Problems">What is wrong in the game's own definitions.</param>
/// <param name="Text">The text they were read from.</param>
internal sealed record GameMetrics(MetricCatalogue Catalogue, IReadOnlyList<FileProblem> Problems, string Text);
