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
    public const string PlanType = "plan_type";
    public const string PlanEnum = "plan_enum";
    public const string PlanConst = "plan_const";
    public const string PlanMultipleOf = "plan_multiple_of";
    public const string PlanMinimum = "plan_minimum";
    public const string PlanExclusiveMinimum = "plan_exclusive_minimum";
    public const string PlanMaximum = "plan_maximum";
    public const string PlanExclusiveMaximum = "plan_exclusive_maximum";
    public const string PlanMinLength = "plan_min_length";
    public const string PlanMaxLength = "plan_max_length";
    public const string PlanPattern = "plan_pattern";
    public const string PlanPatternTime = "plan_pattern_time";
    public const string PlanFormat = "plan_format";
    public const string PlanMinItems = "plan_min_items";
    public const string PlanMaxItems = "plan_max_items";
    public const string PlanUniqueItems = "plan_unique_items";
    public const string PlanContains = "plan_contains";
    public const string PlanRequired = "plan_required";
    public const string PlanDependentRequired = "plan_dependent_required";
    public const string PlanMinProperties = "plan_min_properties";
    public const string PlanMaxProperties = "plan_max_properties";
    public const string PlanAdditionalProperty = "plan_additional_property";
    public const string PlanPropertyName = "plan_property_name";
    public const string PlanAnyOf = "plan_any_of";
    public const string PlanOneOf = "plan_one_of";
    public const string PlanNot = "plan_not";
    public const string PlanNothing = "plan_nothing";
    public const string PlanTooCostly = "plan_too_costly";
    public const string UnplannedEvent = "unplanned_event";
    public const string UnplannedProperty = "unplanned_property";
    public const string MoreViolations = "more_violations";

    /// <summary>Whether a code speaks of the JSON itself (stage <c>parse</c>) rather than of what it says (stage <c>validate</c>).</summary>
    internal static bool IsStructural(string code) =>
        code is NotAnObject or EventTooLarge or ContextTooLarge or TooDeep or DuplicateKey or LoneSurrogate;
}
