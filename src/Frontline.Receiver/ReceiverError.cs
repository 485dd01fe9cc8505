using Frontline.Core;

namespace Frontline.Receiver;

/// <param name="At">When it happened.</param>
/// <param name="Code">The code, as in answers.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Game">The game whose key was used, when one was found.</param>
public sealed record ReceiverError(Timestamp At, string Code, string Message, string? Game);
