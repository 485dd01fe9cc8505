namespace Frontline.Core.Faults;

/// <summary>Named places between two commit steps where a test may kill the process or fail a call.</summary>
public interface IFaultPoints
{
    /// <summary>Does nothing, or ends the process at once, or throws, as the test has arranged.</summary>
    void Reach(string point);
}
