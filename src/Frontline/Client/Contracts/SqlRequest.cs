namespace Frontline.Client.Contracts;

/// <summary><c>POST /api/sql</c>, answered with the result itself. <paramref name="Format"/> is <c>json</c> (an array of row objects), <c>csv</c> or <c>parquet</c>.</summary>
/// <param name="Sql">One read-only statement.</param>
/// <param name="Game">The only game whose rows the statement sees; null for all.</param>
/// <param name="Format">See above.</param>
public sealed record SqlRequest(string Sql, string? Game, string Format);
