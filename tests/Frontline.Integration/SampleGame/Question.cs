namespace Frontline.Integration.SampleGame;

/// <summary>One kind of number, asked of the warehouse.</summary>
/// <param name="Name">What is counted, such as "active players".</param>
/// <param name="Sql">Gives rows of two texts: <c>k</c>, which one (a day, a currency), and <c>v</c>, the number. <c>$today</c> stands for the game's day at the truth's moment, <c>$zone</c> for its time zone.</param>
internal sealed record Question(string Name, string Sql);
