using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Frontline.Core.Events;

/// <summary>A reject's id: the receipt it has, <c>LOG-RECEIPT-INDEX</c>.</summary>
/// <param name="Log">The log's id.</param>
/// <param name="Position">The batch's position in it, 0 or more.</param>
/// <param name="Index">The event's index in the batch, 0 or more.</param>
public readonly record struct RejectId(string Log, long Position, int Index)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out RejectId id)
    {
        id = default;
        if (text?.Split('-') is not [{ Length: > 0 and <= 64 } log, var position, var index]
            || !log.All(char.IsAsciiLetterOrDigit)
            || !long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var receipt)
            || !int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        id = new RejectId(log, receipt, number);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Log}-{Position}-{Index}");
}
