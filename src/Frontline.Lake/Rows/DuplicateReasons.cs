using Frontline.Core.Events;

namespace Frontline.Lake.Rows;

/// <summary>Values of the <c>duplicate_of</c> column.</summary>
internal static class DuplicateReasons
{
    public static string? ToText(DuplicateOf? reason) => reason switch
    {
        DuplicateOf.Identity => "identity",
        DuplicateOf.Import => "import",
        DuplicateOf.Replay => "replay",
        _ => null,
    };

    public static DuplicateOf Parse(string text) => text switch
    {
        "identity" => DuplicateOf.Identity,
        "import" => DuplicateOf.Import,
        "replay" => DuplicateOf.Replay,
        _ => throw new InvalidDataException($"'{text}' is no reason for a duplicate."),
    };
}
