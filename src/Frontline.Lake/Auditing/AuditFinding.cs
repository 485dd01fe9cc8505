namespace Frontline.Lake.Auditing;

/// <summary>Something that is not even.</summary>
/// <param name="Station">Where it arose.</param>
/// <param name="Name">The file, entry or receipt.</param>
/// <param name="Game">The game, where it is known.</param>
/// <param name="Minute">Received minute (since 1970), where it is known.</param>
/// <param name="Detail">A sentence for the person on call.</param>
public sealed record AuditFinding(AuditStation Station, string Name, string? Game, long? Minute, string Detail);
