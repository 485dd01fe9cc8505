using Frontline.Tests.Warehouse.Support;

namespace Frontline.Properties.Metrics;

/// <summary>An event as the oracle sees it.</summary>
internal sealed record OracleEvent(DateTime Time, DateOnly Day, TestRow Row)
{
    public long Player => Row.PlayerKey;

    public bool IsPayment => Row is { Name: "purchase" or "ad_impression", Amount: not null, RepeatTransaction: false };

    public bool IsPurchase => Row is { Name: "purchase", RepeatTransaction: false };
}
