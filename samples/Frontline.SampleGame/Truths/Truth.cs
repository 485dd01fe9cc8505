using System.Text.Json;
using Frontline.SampleGame.Worlds;

namespace Frontline.SampleGame.Truths;

/// <summary>Exact answers about what was sent until a moment: <c>truth.json</c>, described in docs/guides/sample-game.md. Amounts are decimal texts; days are of the game's time zone.</summary>
/// <param name="World">What the world was drawn from.</param>
/// <param name="Until">The moment up to which everything that was due had been sent.</param>
/// <param name="Ledger">Everything sent, test devices included.</param>
/// <param name="Rejects">By code, without test devices.</param>
/// <param name="TestDevices">What came with the dev key.</param>
/// <param name="Totals">Sums without test devices.</param>
/// <param name="Days">Each day on which something happened, in order.</param>
/// <param name="Retention">Each day on which players installed, in order.</param>
/// <param name="Levels">Each level that was tried.</param>
/// <param name="Campaigns">Where players came from.</param>
/// <param name="Spend">What they cost by day; those that cost something.</param>
/// <param name="Experiments">Who saw which variant.</param>
/// <param name="Moment">The store feature.</param>
/// <param name="Live">Yesterday and today, of what was sent with the production key. Empty for files.</param>
public sealed record Truth(
    WorldOptions World,
    DateTimeOffset Until,
    TruthLedger Ledger,
    IReadOnlyDictionary<string, long> Rejects,
    TruthTestDevices TestDevices,
    TruthTotals Totals,
    IReadOnlyList<TruthDay> Days,
    IReadOnlyList<TruthCohort> Retention,
    IReadOnlyList<TruthLevel> Levels,
    IReadOnlyList<TruthCampaign> Campaigns,
    IReadOnlyList<TruthSpend> Spend,
    IReadOnlyList<TruthExperiment> Experiments,
    TruthMoment Moment,
    IReadOnlyList<TruthDay> Live)
{
    public const string FileName = "truth.json";

    /// <exception cref="JsonException">It is no truth.</exception>
    public static Truth Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, TruthJson.Default.Truth) ?? throw new JsonException("The truth is null.");

    public void Write(Stream output) => JsonSerializer.Serialize(output, this, TruthJson.Default.Truth);
}
