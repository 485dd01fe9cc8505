namespace Frontline.Importing;

/// <summary>Files cannot be imported in the way that was asked for: without a mapping, or with one that does not fit them. Wrong usage, exit code 2.</summary>
public sealed class ImportUsageException(string message) : Exception(message);
