using Frontline.Enrichment.Reading;
using Frontline.Enrichment.Values;
using Frontline.Enrichment.Vocabulary;

namespace Frontline.Enrichment.Steps;

/// <summary>Checks that amounts are not negative, and that money is in a currency that exists, which it writes in upper case.</summary>
internal sealed class MoneyStep : IEventStep
{
    public string Name => StepNames.Money;

    public void Apply(EventDraft draft, ReadOnlySpan<byte> body)
    {
        if (draft.Fields.Amount < 0)
        {
            draft.Violations.Add(
                ViolationCodes.NegativeAmount,
                Describe.Pointer(Place.Props, Fields.Amount.Name),
                $"An amount must not be negative; it is {Describe.Found(draft[Column.Amount].Json, body)}. What is given back is an event of its own.");
        }

        if (draft.Fields.Currency is not { } currency || !draft.BuiltIn.IsMoney) return;
        if (!CurrencyCodes.TryFind(currency, out var code, out var isWithdrawn))
        {
            draft.Violations.Add(
                ViolationCodes.UnknownCurrency,
                Describe.Pointer(Place.Props, Fields.Currency.Name),
                $"The currency must be an ISO 4217 code such as USD; it is {Describe.Found(draft[Column.Currency].Json, body)}.");
            return;
        }

        if (isWithdrawn) draft.Flags |= EventFlags.WithdrawnCurrency;
        if (code == currency) return;
        draft.Fields.Currency = code;
        draft.Flags |= EventFlags.Respelled;
    }
}
