namespace Frontline.Rejects.Replaying;

/// <summary>A patch is none, or cannot be applied to a document; the message says why in a sentence.</summary>
public sealed class JsonPatchException(string message) : Exception(message);
