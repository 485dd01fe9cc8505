using DuckDB.NET.Data;
using Frontline.Tests.Warehouse.Support;
using Frontline.Warehouse.Queries;
using Xunit;

namespace Frontline.Tests.Warehouse;

/// <summary>A warehouse that another version of the program built answers what it can, and says why it cannot answer the rest.</summary>
public sealed class OutdatedWarehouseTests
{
    [Fact]
    public async Task What_it_does_not_have_yet_is_said_to_be_under_way()
    {
        await using var fixture = new WarehouseFixture();
        await fixture.LoadAsync(new TestRow());
        await fixture.CloseAsync();
        using (var connection = new DuckDBConnection($"DataSource={Directory.GetFiles(fixture.Options.Directory, "*.duckdb").Single()}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE store.meta SET value = 'events:1' WHERE name = 'models'; DROP VIEW main.coverage";
            command.ExecuteNonQuery();
        }

        var missing = await Assert.ThrowsAsync<QueryException>(() => fixture.RowsAsync("SELECT * FROM coverage"));
        var typo = await Assert.ThrowsAsync<QueryException>(() => fixture.RowsAsync("SELEC 1"));
        var mistake = await Assert.ThrowsAsync<QueryException>(() => fixture.RowsAsync("SELECT 1; SELECT 2"));

        Assert.Equal(QueryFailure.Rebuilding, missing.Failure);
        Assert.Contains("is being rebuilt", missing.Message, StringComparison.Ordinal);
        Assert.Equal(QueryFailure.Invalid, typo.Failure);
        Assert.Equal(QueryFailure.Refused, mistake.Failure);
        Assert.Equal("1", await fixture.ValueAsync("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task A_mistake_in_a_statement_is_only_that_when_the_warehouse_is_of_this_program()
    {
        await using var fixture = new WarehouseFixture();

        Assert.Equal(QueryFailure.Invalid, (await Assert.ThrowsAsync<QueryException>(() => fixture.RowsAsync("SELECT * FROM nowhere"))).Failure);
    }
}
