namespace Frontline.Rejects;

/// <summary>A look at the newest rejects.</summary>
/// <typeparam name="T">How a reject is held: with its type by the server, as JSON by a command, which shows those of the warehouse in the same way.</typeparam>
/// <param name="Feed">Names this run of the server: places of another are of no use to it.</param>
/// <param name="Next">Where to go on: the number of rejects so far.</param>
/// <param name="Missed">Rejects between the place asked for and the oldest one kept.</param>
/// <param name="Rejects">The rejects, oldest first.</param>
internal sealed record RejectsPage<T>(string Feed, long Next, long Missed, IReadOnlyList<T> Rejects);
