using Frontline.Status;
using Frontline.Tests.Warehouse.Support;
using Xunit;

namespace Frontline.Tests.Status;

public sealed class WarehouseFreshnessTests : IAsyncLifetime
{
    private readonly WarehouseFixture fixture = new();
    private WarehouseFreshness freshness = null!;

    public ValueTask InitializeAsync()
    {
        freshness = new WarehouseFreshness(fixture.Warehouse, fixture.Time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        freshness.Dispose();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task Sessions_are_as_far_as_the_last_load_before_those_whose_runs_are_not_united_yet()
    {
        Assert.Equal((null, null), await UntilAsync());

        await LoadAsync(entry: 1, "2026-01-31T12:00:00Z");
        Assert.Equal(("2026-01-31T12:00:00.000000Z", null), await UntilAsync());

        await fixture.Warehouse.RefreshSessionsAsync(WarehouseFixture.Cancellation);
        Assert.Equal(("2026-01-31T12:00:00.000000Z", "2026-01-31T12:00:00.000000Z"), await UntilAsync());

        await LoadAsync(entry: 2, "2026-01-31T12:00:20Z");
        await LoadAsync(entry: 3, "2026-01-31T12:00:40Z");
        Assert.Equal(("2026-01-31T12:00:40.000000Z", "2026-01-31T12:00:00.000000Z"), await UntilAsync());

        await fixture.Warehouse.RefreshSessionsAsync(WarehouseFixture.Cancellation);
        Assert.Equal(("2026-01-31T12:00:40.000000Z", "2026-01-31T12:00:40.000000Z"), await UntilAsync());
    }

    [Fact]
    public async Task A_load_without_a_run_is_in_the_sessions_at_once()
    {
        await LoadAsync(entry: 1, "2026-01-31T12:00:00Z", playerMade: false);

        Assert.Equal(("2026-01-31T12:00:00.000000Z", "2026-01-31T12:00:00.000000Z"), await UntilAsync());
    }

    private Task LoadAsync(long entry, string recordedAt, bool playerMade = true) => fixture.LoadAsync(
        WarehouseFixture.Range(entry - 1, entry, fixture.Files.Landing(new TestRow { Entry = entry, Receipt = entry, PlayerMade = playerMade })) with { RecordedAt = TestRow.At(recordedAt) });

    /// <summary>How far the events and the sessions are. An answer is kept for two seconds, so these pass first.</summary>
    private async Task<(string? Events, string? Sessions)> UntilAsync()
    {
        fixture.Time.Advance(TimeSpan.FromSeconds(2));
        var tables = (await freshness.ReadAsync(WarehouseFixture.Cancellation)).Tables.ToDictionary(table => table.Name, table => table.RecordedUntil);
        return (tables["events"], tables["sessions"]);
    }
}
