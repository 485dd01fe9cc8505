namespace Frontline.Core.Faults;

public sealed class NoFaultPoints : IFaultPoints
{
    public static NoFaultPoints Instance { get; } = new();

    public void Reach(string point)
    {
    }
}
