using Frontline.Testing.Games;
using Frontline.Configuration;
using Frontline.Core.Games;
using Frontline.Embedded.Files;
using Frontline.Plans;
using Frontline.Tests.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Plans;

public sealed class FilePlanCatalogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new();
    private readonly ListLogger log = new();
    private readonly FixedGameCatalog games = new(new Game { Id = "mygame", Keys = [] });

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_changed_file_counts_within_seconds_and_an_unchanged_plan_stays_the_same_object()
    {
        folder.Write("plans/mygame/a.json", "{}");
        using var plans = Open();
        var first = plans.Find("mygame");

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Same(first, plans.Find("mygame"));

        folder.Write("plans/mygame/b.json", "{}");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["a", "b"], plans.Find("mygame")!.Events.Order(StringComparer.Ordinal));
        Assert.NotEqual(first!.Version, plans.Find("mygame")!.Version);
        Assert.Equal(
            [
                $"Information: The plan of the game mygame is version {first.Version}, with schemas of 1 events.",
                $"Information: The plan of the game mygame is version {plans.Find("mygame")!.Version}, with schemas of 2 events.",
            ],
            log.Lines);
    }

    [Fact]
    public void A_plan_that_becomes_wrong_stays_as_it_was_and_is_named_once_until_it_is_right_again()
    {
        folder.Write("plans/mygame/a.json", "{}");
        using var plans = Open();
        var first = plans.Find("mygame");

        folder.Write("plans/mygame/a.json", "{\n \"typ\": 1}");
        folder.Write("plans/mygame/b.json", "{}");
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Same(first, plans.Find("mygame"));
        var problem = Assert.Single(plans.Problems);
        Assert.EndsWith($"a.json:2:2: 'typ' is no keyword of JSON Schema 2020-12; the nearest is 'type'. Words of your own begin with x-.", problem, StringComparison.Ordinal);
        Assert.Equal($"Error: The plan of the game mygame is wrong, and the one before stays: {problem}", Assert.Single(log.Lines.Skip(1)));

        folder.Write("plans/mygame/a.json", "{\n \"type\": \"object\"}");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(plans.Problems);
        Assert.Equal(2, plans.Find("mygame")!.Events.Count);
    }

    [Fact]
    public void At_a_start_a_wrong_plan_is_a_configuration_error_with_every_mistake()
    {
        folder.Write("plans/mygame/a.json", "{");
        folder.Write("plans/mygame/b.json", "3");

        Assert.Equal(2, Assert.Throws<ConfigurationException>(Open).Errors.Count);
    }

    [Fact]
    public void The_games_file_names_another_folder_and_the_policy_and_a_change_of_either_counts()
    {
        folder.Write("elsewhere/a.json", "{}");
        games.Change(new Game { Id = "mygame", Keys = [], PlanFolder = "../elsewhere" });
        using var plans = Open();
        var first = plans.Find("mygame")!;

        games.Change(new Game { Id = "mygame", Keys = [], PlanFolder = "../elsewhere", PlanPolicy = new PlanPolicy(UnplannedEvents: UnplannedPolicy.Reject) });
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(UnplannedPolicy.Reject, plans.Find("mygame")!.Policy.UnplannedEvents);
        Assert.NotEqual(first.Version, plans.Find("mygame")!.Version);

        games.Change(new Game { Id = "mygame", Keys = [], PlanFolder = "../nowhere" });
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(plans.Find("mygame"));
        Assert.Contains("which the file of the game 'mygame' names as its plan", Assert.Single(plans.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_game_without_schemas_has_no_plan_and_other_files_in_the_folder_are_left_alone()
    {
        folder.Write("plans/mygame/README.md", "# Ours");
        using var plans = Open();

        Assert.Null(plans.Find("mygame"));
        Assert.Null(plans.Find("another"));
        Assert.Empty(plans.Plans);

        folder.Write("plans/mygame/a.json", "{}");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(plans.Find("mygame"));

        Directory.Delete(Path.Combine(folder.Root, "plans"), recursive: true);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(plans.Find("mygame"));
        Assert.Equal("Information: The game mygame has no plan any more.", log.Lines[^1]);
    }

    [Fact]
    public void A_file_too_large_to_read_is_told_once_and_read_again_when_it_is_not()
    {
        folder.Write("plans/mygame/a.json", "{}");
        using var plans = Open();

        folder.Write("plans/mygame/a.json", new string(' ', 10 << 20));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotNull(plans.Find("mygame"));
        Assert.Contains("is 10485760 bytes long; at most 1048576 are read.", Assert.Single(plans.Problems), StringComparison.Ordinal);
        Assert.Equal(2, log.Lines.Count);

        folder.Write("plans/mygame/a.json", "{}");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(plans.Problems);
    }

    private FilePlanCatalog Open()
    {
        var plans = FilePlanCatalog.Open(Path.Combine(folder.Root, "games"), games, new PhysicalFileSystem(), log);
        plans.Watch(time);
        return plans;
    }

    private sealed class ListLogger : ILogger<FilePlanCatalog>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
