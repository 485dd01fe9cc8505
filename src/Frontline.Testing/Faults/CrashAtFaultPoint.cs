using Frontline.Core.Faults;

namespace Frontline.Testing.Faults;

/// <summary>Crashes when one point is reached for the n-th time, and at every point from then on, so that no other thread gets further either. Thread-safe.</summary>
public sealed class CrashAtFaultPoint(string planned, int time) : IFaultPoints
{
    private int left = time;
    private volatile bool crashed;

    public bool HasCrashed => crashed;

    public void Reach(string point)
    {
        if (crashed || (point == planned && Interlocked.Decrement(ref left) == 0))
        {
            crashed = true;
            throw new PlannedCrashException(point);
        }
    }
}
