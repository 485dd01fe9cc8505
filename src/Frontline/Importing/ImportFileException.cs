namespace Frontline.Importing;

/// <summary>A file that cannot be imported, or not to its end. What was sent before stays, and a later import of the same content goes on from there.</summary>
public sealed class ImportFileException(string message, Exception? inner = null) : Exception(message, inner);
