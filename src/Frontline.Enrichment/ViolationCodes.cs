namespace Frontline.Enrichment;

/// <summary>The codes of violations, stable for ever. docs/specs/event.md tells each one's condition.</summary>
public static class ViolationCodes
{
    public const string NotAnObject = "not_an_object";
    public const string EventTooLarge = "event_too_large";
    public const string ContextTooLarge = "context_too_large";
    public const string TooDeep = "too_deep";
    public const string DuplicateKey = "duplicate_key";
    public const string LoneSurrogate = "lone_surrogate";
    public const string NulCharacter = "nul_character";
    public const string Missing = "missing";
    public const string Empty = "empty";
    public const string WrongType = "wrong_type";
    public const string TooLong = "too_long";
    public const string BadName = "bad_name";
    public const string BadTime = "bad_time";
    public const string TimeOutOfRange = "time_out_of_range";
    public const string NotAnInteger = "not_an_integer";
    public const string OutOfRange = "out_of_range";
    public const string NotANumber = "not_a_number";
    public const string NegativeAmount = "negative_amount";
    public const string AmountTooLarge = "amount_too_large";
    public const string AmountTooPrecise = "amount_too_precise";
    public const string UnknownCurrency = "unknown_currency";
    public const string MoreViolations = "more_violations";

    /// <summary>Whether a code speaks of the JSON itself (stage <c>parse</c>) rather than of what it says (stage <c>validate</c>).</summary>
    internal static bool IsStructural(string code) =>
        code is NotAnObject or EventTooLarge or ContextTooLarge or TooDeep or DuplicateKey or LoneSurrogate;
}
