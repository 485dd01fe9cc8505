namespace Frontline.DataDirectories;

/// <summary>A data directory that cannot be used, and that a restart does not cure: exit code 78.</summary>
public sealed class DataDirectoryException(string message, Exception? inner = null) : Exception(message, inner);
