using Frontline.Warehouse.DuckDb;
using Frontline.Warehouse.Queries;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Warehouse;

public sealed class SecondTryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly FakeTimeProvider time = new();
    private readonly List<TimeSpan> asked = [];
    private long works;
    private int waits;

    [Fact]
    public async Task A_question_refused_while_the_writer_works_is_asked_again_when_that_is_done()
    {
        works = 1;

        Assert.Equal("answer", await AskAsync(refusals: 1));

        Assert.Equal(1, waits);
        Assert.Equal([Limit, Limit - TimeSpan.FromSeconds(10)], asked);
    }

    [Fact]
    public async Task A_question_refused_while_the_writer_worked_for_a_moment_is_asked_again()
    {
        Assert.Equal("answer", await AskAsync(refusals: 1, meanwhile: () => works += 2));

        Assert.Equal(1, waits);
    }

    [Fact]
    public async Task A_question_that_had_the_memory_to_itself_is_refused_at_once()
    {
        var refusal = await Assert.ThrowsAsync<QueryException>(() => AskAsync(refusals: 1));

        Assert.Equal(QueryFailure.OutOfMemory, refusal.Failure);
        Assert.Equal(0, waits);
    }

    [Fact]
    public async Task It_is_asked_three_times_at_most()
    {
        works = 1;

        await Assert.ThrowsAsync<QueryException>(() => AskAsync(refusals: int.MaxValue));

        Assert.Equal(3, asked.Count);
    }

    [Fact]
    public async Task It_is_not_asked_again_when_its_time_is_up()
    {
        works = 1;

        await Assert.ThrowsAsync<QueryException>(() => AskAsync(refusals: 1, meanwhile: () => time.Advance(Limit)));

        Assert.Single(asked);
    }

    [Fact]
    public async Task Other_failures_are_told_at_once()
    {
        works = 1;

        await Assert.ThrowsAsync<QueryException>(() => AskAsync(refusals: 1, failure: QueryFailure.Invalid));

        Assert.Single(asked);
    }

    private Task<string> AskAsync(int refusals, Action? meanwhile = null, QueryFailure failure = QueryFailure.OutOfMemory) => SecondTry.WhileBusyAsync(
        left =>
        {
            asked.Add(left);
            meanwhile?.Invoke();
            return asked.Count <= refusals ? Task.FromException<string>(new QueryException(failure, "refused")) : Task.FromResult("answer");
        },
        () => works,
        () =>
        {
            waits++;
            time.Advance(TimeSpan.FromSeconds(10));
            return Task.CompletedTask;
        },
        Limit,
        time);
}
