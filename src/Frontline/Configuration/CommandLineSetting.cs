namespace Frontline.Configuration;

/// <param name="Name">The option it sets, such as <c>server.port</c>.</param>
/// <param name="Value">Its value as text.</param>
/// <param name="Option">The command line's option, such as <c>--port</c>.</param>
public sealed record CommandLineSetting(string Name, string Value, string Option);
