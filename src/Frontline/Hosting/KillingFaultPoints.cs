using System.Diagnostics;
using System.Globalization;
using Frontline.Core.Faults;

namespace Frontline.Hosting;

/// <summary>
/// For crash tests: <c>FRONTLINE_FAULT_POINT=name@n</c> kills this process (SIGKILL, nothing is flushed) when it reaches the named point the n-th time.
/// </summary>
internal sealed class KillingFaultPoints : IFaultPoints
{
    public const string Variable = "FRONTLINE_FAULT_POINT";
    private readonly string point;
    private int remaining;

    private KillingFaultPoints(string point, int count)
    {
        this.point = point;
        remaining = count;
    }

    /// <summary>The fault points asked for by the environment; none, as a rule.</summary>
    public static IFaultPoints FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
        {
            return NoFaultPoints.Instance;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var count = at < 0 ? 1 : int.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture);
        return new KillingFaultPoints(at < 0 ? text : text[..at], count);
    }

    public void Reach(string point)
    {
        if (point == this.point && Interlocked.Decrement(ref remaining) == 0)
        {
            Process.GetCurrentProcess().Kill();
            Thread.CurrentThread.Join();
        }
    }
}
