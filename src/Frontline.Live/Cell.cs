using Frontline.Core.Live;

namespace Frontline.Live;

/// <summary>The numbers of one value of one dimension in one window, as the writer counts them.</summary>
internal sealed class Cell(LiveDimension dimension, int slot, string name)
{
    /// <summary>The slot of <see cref="DimensionValues.Other"/>.</summary>
    public const int OtherSlot = ushort.MaxValue;

    private const byte FullFlag = 1;

    // Sorted by date, then currency: a handful.
    private readonly List<LiveMoney> money = [];

    public LiveDimension Dimension { get; } = dimension;

    /// <summary>The number of the value within its window and dimension, in the order they came.</summary>
    public int Slot { get; } = slot;

    public string Name { get; } = name;

    public long Events { get; set; }

    public long ActivePlayers { get; set; }

    public long NewPlayers { get; private set; }

    public long Sessions { get; private set; }

    public long Purchases { get; set; }

    public long Rejects { get; set; }

    /// <summary>Of the cell of other values: no value is kept apart any more, even if the bound is raised.</summary>
    public bool Full { get; set; }

    /// <summary>Whether it lies in the list of what the current entry changed.</summary>
    public bool Changed { get; set; }

    public void Add(PlayerFact fact, int difference)
    {
        var number = (fact is PlayerFact.NewPlayer ? NewPlayers : Sessions) + difference;
        if (number < 0)
        {
            throw new InvalidOperationException($"The live windows have taken back a {fact} that they had not counted.");
        }

        if (fact is PlayerFact.NewPlayer)
        {
            NewPlayers = number;
        }
        else
        {
            Sessions = number;
        }
    }

    public void Add(LiveMoney amounts)
    {
        var index = 0;
        while (index < money.Count && Compare(money[index], amounts) < 0)
        {
            index++;
        }

        if (index < money.Count && Compare(money[index], amounts) == 0)
        {
            var sum = money[index];
            money[index] = sum with { Purchases = sum.Purchases + amounts.Purchases, Ads = sum.Ads + amounts.Ads, Refunds = sum.Refunds + amounts.Refunds };
        }
        else
        {
            money.Insert(index, amounts);
        }
    }

    /// <summary>Adds another cell's numbers, except the players: distinct counts do not add up.</summary>
    public void AddAllButPlayers(Cell cell)
    {
        Events += cell.Events;
        NewPlayers += cell.NewPlayers;
        Sessions += cell.Sessions;
        Purchases += cell.Purchases;
        Rejects += cell.Rejects;
        cell.money.ForEach(Add);
    }

    public LiveNumbers ToNumbers() => new()
    {
        Events = Events,
        ActivePlayers = ActivePlayers,
        NewPlayers = NewPlayers,
        Sessions = Sessions,
        Purchases = Purchases,
        Rejects = Rejects,
        Money = money.Count == 0 ? [] : money.ToArray(),
    };

    public byte[] Write(StateWriter writer)
    {
        writer.Begin().Byte(Full ? FullFlag : (byte)0).Text(Name);
        writer.Count(Events).Count(ActivePlayers).Count(NewPlayers).Count(Sessions).Count(Purchases).Count(Rejects).Count(money.Count);
        foreach (var sum in money)
        {
            writer.Count(sum.Date.DayNumber).Text(sum.Currency).Decimal(sum.Purchases).Decimal(sum.Ads).Decimal(sum.Refunds);
        }

        return writer.ToArray();
    }

    /// <summary>Reads a cell from its value and the last three bytes of its key.</summary>
    public static Cell Read(byte[] key, byte[] value)
    {
        var place = new StateReader(key.AsSpan(^3..));
        var reader = new StateReader(value);
        var flags = reader.Byte();
        var cell = new Cell((LiveDimension)place.Byte(), place.UInt16(), reader.Text())
        {
            Full = (flags & FullFlag) != 0,
            Events = reader.Count(),
            ActivePlayers = reader.Count(),
            NewPlayers = reader.Count(),
            Sessions = reader.Count(),
            Purchases = reader.Count(),
            Rejects = reader.Count(),
        };
        for (var left = reader.Count(); left > 0; left--)
        {
            cell.money.Add(new LiveMoney(DateOnly.FromDayNumber((int)reader.Count()), reader.Text(), reader.Decimal(), reader.Decimal(), reader.Decimal()));
        }

        return cell;
    }

    private static int Compare(LiveMoney left, LiveMoney right)
    {
        var dates = left.Date.CompareTo(right.Date);
        return dates != 0 ? dates : string.CompareOrdinal(left.Currency, right.Currency);
    }
}
