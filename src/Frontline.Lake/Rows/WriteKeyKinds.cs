using Frontline.Core.Road;

namespace Frontline.Lake.Rows;

/// <summary>Values of the <c>write_key</c> column.</summary>
public static class WriteKeyKinds
{
    /// <exception cref="ArgumentOutOfRangeException">It is none of the kinds.</exception>
    public static string ToText(WriteKeyKind kind) => kind switch
    {
        WriteKeyKind.Production => "production",
        WriteKeyKind.Dev => "dev",
        WriteKeyKind.History => "history",
        WriteKeyKind.Import => "import",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <exception cref="InvalidDataException">The text names no kind.</exception>
    public static WriteKeyKind Parse(string text) => text switch
    {
        "production" => WriteKeyKind.Production,
        "dev" => WriteKeyKind.Dev,
        "history" => WriteKeyKind.History,
        "import" => WriteKeyKind.Import,
        _ => throw new InvalidDataException($"'{text}' is no write key kind."),
    };
}
