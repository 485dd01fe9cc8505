namespace Frontline.Commands;

/// <summary>The command was used wrongly, in a way the parser cannot see: exit code 2.</summary>
public sealed class UsageException(string message) : Exception(message);
