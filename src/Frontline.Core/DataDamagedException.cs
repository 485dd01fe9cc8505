namespace Frontline.Core;

/// <summary>What is on disk contradicts itself. A restart cannot cure it: the program ends with exit code 78 and says where.</summary>
public sealed class DataDamagedException(string message, string where, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The file or object at fault.</summary>
    public string Where { get; } = where;
}
