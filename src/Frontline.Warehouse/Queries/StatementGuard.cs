using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Frontline.Warehouse.Queries;

/// <summary>
/// Decides what a user may run: exactly one statement that only reads tables and views. The engine's own parser gives the statement's tree
/// (<c>json_serialize_sql</c> takes nothing but SELECT, and what the engine turns into one: VALUES, DESCRIBE, SHOW TABLES, SUMMARIZE); in the tree,
/// table functions come from a list, schemas are those for users, and no table name can be taken for a file's.
/// </summary>
internal sealed partial class StatementGuard(WarehouseOptions options)
{
    private static readonly HashSet<string> TableFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree", "generate_subscripts",
        "duckdb_columns", "duckdb_tables", "duckdb_views", "duckdb_schemas", "duckdb_types", "duckdb_functions", "duckdb_keywords",
        "rate_days_known",
    };

    private static readonly HashSet<string> Schemas = new(StringComparer.OrdinalIgnoreCase) { "", "main", "all_data", "information_schema", "pg_catalog" };

    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("./\\:*?[");

    /// <returns>The statement to run: the user's, rewritten only where its EXPLAIN was taken off to look beneath.</returns>
    /// <exception cref="QueryException">It is refused or does not parse.</exception>
    public string Vet(DuckDBConnection connection, string sql)
    {
        if (sql.Length > options.StatementCharactersMax)
        {
            throw Refused($"The statement has {sql.Length} characters; {options.StatementCharactersMax} are allowed.");
        }

        var explain = Explain().Match(sql);
        var statement = explain.Success ? sql[explain.Length..] : sql;
        using var tree = Parse(connection, statement, explain.Length);
        var statements = tree.RootElement.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
        {
            throw Refused(statements.GetArrayLength() == 0 ? "There is no statement." : "Only one statement can be run at a time.");
        }

        Walk(statements[0]);
        return !explain.Success ? statement : explain.Groups["analyze"].Success ? "EXPLAIN ANALYZE " + statement : "EXPLAIN " + statement;
    }

    private static JsonDocument Parse(DuckDBConnection connection, string statement, int offset)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT json_serialize_sql($1::VARCHAR, skip_default := false)::VARCHAR";
        command.Parameters.Add(new DuckDBParameter(statement));
        JsonDocument tree;
        try
        {
            tree = JsonDocument.Parse((string)command.ExecuteScalar()!, new JsonDocumentOptions { MaxDepth = 2000 });
        }
        catch (JsonException error)
        {
            throw new QueryException(QueryFailure.Refused, "The statement is nested too deeply.", error);
        }

        if (!tree.RootElement.GetProperty("error").GetBoolean())
        {
            return tree;
        }

        using (tree)
        {
            var message = tree.RootElement.GetProperty("error_message").GetString();
            if (tree.RootElement.GetProperty("error_type").GetString() == "parser")
            {
                var position = tree.RootElement.TryGetProperty("position", out var at) && int.TryParse(at.GetString(), out var number) ? $" (character {number + offset + 1})" : "";
                throw new QueryException(QueryFailure.Invalid, $"{message}{position}");
            }

            throw Refused("Only statements that read can be run: SELECT, WITH, VALUES, DESCRIBE, SHOW TABLES, SUMMARIZE, and EXPLAIN of these.");
        }
    }

    /// <summary>Visits every node without recursion, since a user chooses the depth.</summary>
    private static void Walk(JsonElement root)
    {
        var open = new Stack<JsonElement>();
        open.Push(root);
        while (open.TryPop(out var node))
        {
            if (node.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in node.EnumerateArray())
                {
                    open.Push(item);
                }
            }
            else if (node.ValueKind == JsonValueKind.Object)
            {
                Check(node);
                foreach (var property in node.EnumerateObject())
                {
                    open.Push(property.Value);
                }
            }
        }
    }

    private static void Check(JsonElement node)
    {
        if (!node.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            return;
        }

        switch (type.GetString())
        {
            case "TABLE_FUNCTION":
                CheckTableFunction(node.GetProperty("function"));
                break;
            case "BASE_TABLE":
                CheckTable(Text(node, "catalog_name"), Text(node, "schema_name"), Text(node, "table_name"));
                break;
            case "SHOW_REF":
                if (Text(node, "table_name").Trim('"') is { Length: > 0 } shown)
                {
                    CheckTable(Text(node, "catalog_name"), Text(node, "schema_name"), shown);
                }

                break;
            default:
                break;
        }
    }

    private static void CheckTableFunction(JsonElement function)
    {
        var name = Text(function, "function_name");
        if (!TableFunctions.Contains(name) || Text(function, "schema") is not ("" or "main") || Text(function, "catalog") is not ("" or "system"))
        {
            throw Refused($"The table function {name} is not available here. Available are {string.Join(", ", TableFunctions.Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>A name the catalog does not know could be read as a file if it had an extension, and so could schema.table: neither may get that far.</summary>
    private static void CheckTable(string catalog, string schema, string table)
    {
        if (catalog is not ("" or "system"))
        {
            throw Refused($"There is no database {catalog} here.");
        }

        if (!Schemas.Contains(schema))
        {
            throw Refused($"There is no schema {schema} here. Tables stand in main, and with the rows of test devices in all_data.");
        }

        if (table.AsSpan().ContainsAny(PathCharacters))
        {
            throw Refused($"There is no table \"{table}\"; files cannot be read.");
        }
    }

    private static string Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static QueryException Refused(string message) => new(QueryFailure.Refused, message);

    [GeneratedRegex(@"\A(?:\s|--[^\n]*(?:\n|\z)|/\*.*?\*/)*explain\b(?:(?:\s|--[^\n]*\n|/\*.*?\*/)+(?<analyze>analyze)\b)?", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Explain();
}
