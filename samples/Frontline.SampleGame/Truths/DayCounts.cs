using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Truths;

/// <summary>What is counted of one day.</summary>
internal sealed class DayCounts
{
    private readonly long[] purchases = new long[Money.Currencies.Count];
    private readonly long[] ads = new long[Money.Currencies.Count];
    private readonly long[] refunds = new long[Money.Currencies.Count];

    public long Events { get; set; }

    public long ActivePlayers { get; set; }

    public long NewPlayers { get; set; }

    public long Sessions { get; set; }

    public long PurchaseCount { get; set; }

    public long RefundCount { get; set; }

    public void AddPurchase(int currency, long amount)
    {
        PurchaseCount++;
        purchases[currency] += amount;
    }

    public void AddRefund(int currency, long amount)
    {
        RefundCount++;
        refunds[currency] += amount;
    }

    public void AddAd(int currency, long amount) => ads[currency] += amount;

    public TruthDay ToTruth(int day, int today) => new(
        DateOnly.FromDayNumber(day), day < today, Events, ActivePlayers, NewPlayers, Sessions, PurchaseCount, RefundCount,
        [
            .. Enumerable.Range(0, Money.Currencies.Count).Where(i => purchases[i] + ads[i] + refunds[i] > 0)
                .Select(i => new TruthMoney(Money.Currencies[i], Exact(purchases[i]), Exact(ads[i]), Exact(refunds[i]))),
        ]);

    private static decimal Exact(long amount) => amount / (decimal)Money.Unit;
}
