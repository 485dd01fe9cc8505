namespace Frontline.Receiver;

/// <summary>Why a request was refused, and where in its body.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Message">A sentence for the programmer of the client. Never has more of the body in it than a character.</param>
/// <param name="Offset">Byte offset in the inflated body, counted from 0.</param>
/// <param name="Event">Index of the event that was being read, counted from 0.</param>
/// <param name="Field">The top-level field concerned.</param>
/// <param name="Line">Line of an NDJSON body, counted from 1.</param>
public sealed record Refusal(RefusalCode Code, string Message, long? Offset = null, int? Event = null, string? Field = null, int? Line = null);
