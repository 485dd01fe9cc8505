using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>The numbers of one value over the minutes asked for; a minute without numbers is zero.</summary>
internal sealed class LiveSeries(string value, int minutes)
{
    private readonly LiveNumbers?[] numbers = new LiveNumbers?[minutes];

    public string Value { get; } = value;

    /// <summary>Events of all minutes, by which values are ranked.</summary>
    public long Events { get; private set; }

    public int Minutes => numbers.Length;

    public LiveNumbers this[int index]
    {
        get => numbers[index] ?? LiveNumbers.Zero;
        set
        {
            numbers[index] = value;
            Events += value.Events;
        }
    }

    /// <summary>Currencies in any of the minutes, in ordinal order.</summary>
    public IEnumerable<string> Currencies => numbers.OfType<LiveNumbers>().SelectMany(one => one.Money).Select(money => money.Currency).Distinct().Order(StringComparer.Ordinal);
}
