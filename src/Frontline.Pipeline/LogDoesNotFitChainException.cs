namespace Frontline.Pipeline;

/// <summary>The Stream's log is not the one whose chain the lake holds: a restored or replaced disk. A restart cannot cure it; the host ends with exit code 78 and the message.</summary>
public sealed class LogDoesNotFitChainException(string message) : Exception(message);
