namespace Frontline.Client.Contracts;

/// <summary>Days of a pair of currencies that no rate reaches, as <c>YYYY-MM-DD</c>, first and last included.</summary>
public sealed record RateGap(string Base, string Quote, string From, string To);
