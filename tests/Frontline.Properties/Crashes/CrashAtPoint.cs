using Frontline.Core.Faults;
using Frontline.Testing.Files;

namespace Frontline.Properties.Crashes;

/// <summary>Cuts the power when a fault point is reached for the n-th time; whatever else is on its way then gets no further than its next file operation.</summary>
internal sealed class CrashAtPoint(ForgetfulFileSystem files, string? planned, int time) : IFaultPoints
{
    private int left = time;

    public void Reach(string point)
    {
        if (point == planned && Interlocked.Decrement(ref left) == 0)
        {
            files.CutPower();
            throw new PowerLostException();
        }
    }
}
