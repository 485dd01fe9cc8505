using Frontline.Lake.Chain;
using Frontline.Testing.Lake;
using Frontline.Testing.Objects;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Frontline.Tests.Lake;

/// <summary>A writer is paused at each of its calls to the store while another one does its work, and then goes on.</summary>
public sealed class TwoWritersTests
{
    private static readonly ChainId Chain = new("0123456789ab", 0);

    public static TheoryData<string> OtherScripts => ["t", "tc", "tcf", "tcsf", "tcsfdcfdcfdcf", "tfdcfdcft"];

    /// <param name="other">What the other writer does: t takes over, c commits, s seals, f folds (a checkpoint), d waits 25 hours.</param>
    [Theory]
    [MemberData(nameof(OtherScripts))]
    public async Task A_paused_writer_that_was_taken_over_loses_and_harms_nothing(string other)
    {
        var lost = 0;
        for (var pause = 0; ; pause++)
        {
            var run = new Run(pause, other);
            var outcome = await run.PlayAsync("tcsfcdcfcfdcf");
            if (!run.WasPaused)
                break;

            var because = $"'{other}' at {run.PausedAt}";
            await ChainCheck.SoundAsync(run.Store, Chain, run.Acknowledged, run.Unknown, because);
            if (run.PausedWasOwner)
                Assert.True(outcome == Outcome.Lost, $"{because}: the paused writer went on.");

            lost += outcome == Outcome.Lost ? 1 : 0;

            // Whoever comes next finds a chain to go on with, and sweeps without harm.
            await run.ScriptAsync("tcsf", seed: 200);
            await ChainCheck.SoundAsync(run.Store, Chain, run.Acknowledged, run.Unknown, because + ", after the next takeover");
        }

        Assert.True(lost > 50, $"Only {lost} pauses lost: the enumeration does not reach the writer's work.");
    }

    private enum Outcome
    {
        Done,
        Lost,
    }

    private sealed class Run
    {
        private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        private readonly int pauseAt;
        private readonly string other;
        private bool inOther;
        private ChainWriter? paused;
        private int steps;

        /// <param name="pauseAt">Counts the moments before and after each call of the paused writer.</param>
        /// <param name="other">The other writer's script.</param>
        public Run(int pauseAt, string other)
        {
            this.pauseAt = pauseAt;
            this.other = other;
            Store.Before = (call, name) => StepAsync("before", call, name);
            Store.After = (call, name) => StepAsync("after", call, name);
        }

        public MemoryObjectStore Store { get; } = new();

        public long Acknowledged { get; private set; }

        /// <summary>Commits during which a writer lost: whether they took place only the chain knows.</summary>
        public long Unknown { get; private set; }

        public bool WasPaused => PausedAt is not null;

        public string? PausedAt { get; private set; }

        /// <summary>Whether the paused writer had taken over when it was paused. While it takes over, it may well do so after the other.</summary>
        public bool PausedWasOwner { get; private set; }

        public async Task<Outcome> PlayAsync(string script)
        {
            try
            {
                await ScriptAsync(script, seed: 1);
                if (WasPaused)
                    await CommitAsync(paused!);

                return Outcome.Done;
            }
            catch (ChainLostException)
            {
                return Outcome.Lost;
            }
        }

        public async Task ScriptAsync(string script, int seed)
        {
            ChainWriter writer = null!;
            foreach (var step in script)
            {
                switch (step)
                {
                    case 't':
                        writer = await ChainWriter.TakeOverAsync(Store, Chain, null, time, new Random(seed++));
                        paused ??= inOther ? null : writer;
                        break;
                    case 'c':
                        await CommitAsync(writer);
                        break;
                    case 's':
                        await FakeCommits.SealAsync(Store, writer);
                        break;
                    case 'f':
                        await writer.CheckpointAsync();
                        break;
                    default:
                        time.Advance(TimeSpan.FromHours(25));
                        break;
                }
            }
        }

        private async Task CommitAsync(ChainWriter writer)
        {
            try
            {
                await FakeCommits.CommitAsync(Store, writer);
                Acknowledged++;
            }
            catch (ChainLostException)
            {
                Unknown++;
                throw;
            }
        }

        private async ValueTask StepAsync(string moment, string call, string name)
        {
            if (inOther || PausedAt is not null)
                return;

            if (steps++ != pauseAt)
                return;

            PausedAt = $"{moment} {call} {name} (step {pauseAt})";
            PausedWasOwner = paused is not null;
            inOther = true;
            await ScriptAsync(other, seed: 100);
            inOther = false;
        }
    }
}
