namespace Frontline.Client;

/// <summary>Nobody answers: exit code 3.</summary>
public sealed class ServerUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
