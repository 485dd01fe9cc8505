namespace Frontline.Metrics.Funnels;

/// <summary>Follows a player's events in their order and says which steps the player reached. An event is one step of a chain only, and a later step may have the time of the one before it.</summary>
/// <remarks>
/// From any start, of all chains that have come to a step only the one that began last matters, since it has the most time left; so one beginning for each step is enough. From the first start, each step is
/// the first event of its kind behind the step before.
/// </remarks>
internal sealed class FunnelChains(FunnelQuestion question)
{
    private readonly int steps = question.Steps.Count;
    private readonly long within = question.Within.Ticks / TimeSpan.TicksPerMicrosecond;
    private readonly bool fromAnyStart = question.Start == FunnelStart.Any;

    /// <summary>By step: when the chain began that matters, and when it came there.</summary>
    private readonly (long Began, long Came)[] chains = new (long, long)[question.Steps.Count];

    /// <summary>Microseconds from the step before to the first time a step was reached, by step; of those reached.</summary>
    public long[] Gaps { get; } = new long[question.Steps.Count];

    /// <summary>How many steps were reached.</summary>
    public int Reached { get; private set; }

    /// <summary>The dimensions' values of the event that the first chain began with.</summary>
    public int Values { get; private set; }

    /// <summary>Follows one player.</summary>
    public void Follow(ReadOnlySpan<FunnelEvent> events)
    {
        Reached = 0;
        foreach (ref readonly var happened in events)
        {
            if (Reached == 0)
            {
                if (IsStep(happened, 0))
                {
                    chains[0] = (happened.Micros, happened.Micros);
                    Values = happened.Values;
                    Reached = 1;
                }
            }
            else if (fromAnyStart)
            {
                FollowAll(happened);
            }
            else if (Reached < steps && IsStep(happened, Reached) && happened.Micros - chains[0].Began <= within)
            {
                Gaps[Reached] = happened.Micros - chains[Reached - 1].Came;
                chains[Reached] = (chains[0].Began, happened.Micros);
                Reached++;
            }
        }
    }

    // From the last step on, so that no chain takes two steps with one event.
    private void FollowAll(in FunnelEvent happened)
    {
        for (var step = Math.Min(Reached, steps - 1); step > 0; step--)
        {
            var before = chains[step - 1];
            if (!IsStep(happened, step) || happened.Micros - before.Began > within)
            {
                continue;
            }

            if (step == Reached)
            {
                Gaps[step] = happened.Micros - before.Came;
                chains[step] = (before.Began, happened.Micros);
                Reached++;
            }
            else if (before.Began >= chains[step].Began)
            {
                chains[step] = (before.Began, happened.Micros);
            }
        }

        if (IsStep(happened, 0))
        {
            chains[0] = (happened.Micros, happened.Micros);
        }
    }

    private static bool IsStep(in FunnelEvent happened, int step) => (happened.Steps >> step & 1) != 0;
}
