namespace Frontline.Properties.Configuration;

/// <summary>Reads a file as the harness sees it: what is wrong with it, each with its line; none when it is taken.</summary>
internal delegate IReadOnlyList<(int Line, string Message)> YamlUnderTest(string text);
