namespace Frontline.Enrichment.Reading;

/// <summary>Where a JSON value stands in a body: nothing is copied until a column needs it.</summary>
/// <param name="Start">Its first byte; of a text, the opening quote.</param>
/// <param name="End">The byte after its last.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsEscaped">Whether a text has escape sequences.</param>
/// <param name="IsBroken">Whether a text has an unpaired surrogate, so that it is no Unicode text.</param>
internal readonly record struct JsonValue(int Start, int End, ValueKind Kind, bool IsEscaped = false, bool IsBroken = false)
{
    public int Length => End - Start;

    /// <summary>The JSON text.</summary>
    public ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> body) => body[Start..End];

    /// <summary>What stands between the quotes of a text, still escaped; of anything else the JSON text.</summary>
    public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> body) => Kind == ValueKind.Text ? body[(Start + 1)..(End - 1)] : body[Start..End];
}
