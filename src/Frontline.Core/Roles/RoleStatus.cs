namespace Frontline.Core.Roles;

/// <param name="Name">The role's name.</param>
/// <param name="State">starting, running, stopped or failed.</param>
/// <param name="LagEvents">Events that wait to be worked on; null where that is not known.</param>
/// <param name="LagSeconds">Age of the oldest of them.</param>
/// <param name="LastError">The last error in a sentence, or null.</param>
/// <param name="LastErrorAt">When that was.</param>
/// <param name="Details">Numbers of the role's own, such as positions and counts.</param>
public sealed record RoleStatus(string Name, string State, long? LagEvents, double? LagSeconds, string? LastError = null, Timestamp? LastErrorAt = null, IReadOnlyDictionary<string, object>? Details = null);
