using System.Text.Json;
using Frontline.Client;
using Frontline.Client.Contracts;

namespace Frontline.Commands;

/// <summary>Questions that commands ask the warehouse through the same address as <c>sql</c>.</summary>
internal static class ServerQueries
{
    /// <summary>Runs a statement and returns its rows as objects.</summary>
    /// <exception cref="RequestFailedException">The statement failed, or the game is not known.</exception>
    public static Task<List<JsonElement>> QueryAsync(this ServerConnection connection, string sql, string? game, CancellationToken cancellation) =>
        connection.SendAsync<List<JsonElement>>(HttpMethod.Post, "api/sql", new SqlRequest(sql, game, "json"), cancellation);

    /// <summary>A text as a literal of SQL.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
