using System.Text;
using Frontline.Core;
using Frontline.Core.Events;
using Frontline.Core.Live;
using Frontline.Core.Road;
using Frontline.Core.State;
using Frontline.Rejects;
using Xunit;

namespace Frontline.Tests.Rejects;

public sealed class RecentRejectsTests : IRowObserver
{
    private readonly RecentRejects recent = new("run-1");
    private readonly IRowObserver observer;
    private int applied;
    private long position;

    public RecentRejectsTests() => observer = recent.Behind(this);

    [Fact]
    public void What_was_rejected_after_a_place_is_read_once_and_the_other_observer_sees_every_row()
    {
        Apply(Reject("g"), Event());
        var first = recent.Read("", after: 0, game: null);
        Apply(Reject("g"), Reject("h"));

        Assert.Equal(["log-0-0"], first.Rejects.Select(reject => reject.RejectId));
        var second = recent.Read(first.Feed, first.Next, game: null);
        Assert.Equal(["log-2-0", "log-3-0"], second.Rejects.Select(reject => reject.RejectId));
        Assert.Empty(recent.Read(second.Feed, second.Next, game: null).Rejects);
        Assert.Equal(["log-3-0"], recent.Read(first.Feed, first.Next, game: "h").Rejects.Select(reject => reject.RejectId));
        Assert.Equal(4, applied);
    }

    [Fact]
    public void A_place_of_another_run_begins_with_the_oldest_that_is_kept()
    {
        Apply(Reject("g"));
        Assert.Single(recent.Read("run-0", after: 500, game: null).Rejects);
        Assert.Empty(recent.Read("run-1", after: 500, game: null).Rejects);
        Assert.Empty(recent.Read(of: null, after: null, game: null).Rejects);
    }

    [Fact]
    public void Of_a_flood_the_newest_are_kept_and_the_others_are_told_as_missed()
    {
        Apply([.. Enumerable.Range(0, RecentRejects.CountMax + 5).Select(_ => Reject("g"))]);
        Apply([.. Enumerable.Range(0, 3).Select(_ => Reject("g"))]);
        var page = recent.Read("run-1", after: 0, game: null);
        Assert.Equal((RecentRejects.CountMax, 8L), (page.Rejects.Count, page.Missed));
        Assert.Equal($"log-{position - 1}-0", page.Rejects[^1].RejectId);
    }

    [Fact]
    public void Large_ones_are_bounded_by_their_bytes()
    {
        Apply([.. Enumerable.Range(0, 500).Select(_ => Reject("g", new string('x', 32 << 10)))]);
        Assert.InRange(recent.Read("", after: 0, game: null).Rejects.Count, 100, 130);
    }

    void IRowObserver.Apply(long entry, Timestamp recordedAt, IReadOnlyList<RecordedRow> rows, StateBatch changes) => applied += rows.Count;

    private void Apply(params RecordedRow[] rows) => observer.Apply(1, new Timestamp(1), rows, new StateBatch());

    private RecordedRow Event() => Row(Outcome.Event, "g", reject: null);

    private RecordedRow Reject(string game, string payload = "{}") => Row(Outcome.Reject, game, new Reject
    {
        Stage = "validate",
        Violations = [new Violation("empty", "/name", "name must not be empty.")],
        Processor = "1.0",
        Payload = Encoding.UTF8.GetBytes(payload),
    });

    private RecordedRow Row(Outcome outcome, string game, Reject? reject) => new()
    {
        Outcome = outcome,
        Game = game,
        Receipt = new Receipt("log", position++, 0, 1),
        ReceivedAt = new Timestamp(1),
        Key = WriteKeyKind.Production,
        Identity = (UInt128)position,
        Event = new EventFields(),
        Reject = reject,
    };
}
