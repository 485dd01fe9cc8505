namespace Frontline.Receiver.Bodies;

internal enum InflateResult
{
    Done = 0,
    Malformed,
    TooLarge,
    BudgetUsedUp,
}
