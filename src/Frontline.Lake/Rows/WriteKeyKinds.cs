using Frontline.Core.Road;

namespace Frontline.Lake.Rows;

/// <summary>Values of the <c>write_key</c> column.</summary>
internal static class WriteKeyKinds
{
    public static string ToText(WriteKeyKind kind) => kind switch
    {
        WriteKeyKind.Production => "production",
        WriteKeyKind.Dev => "dev",
        WriteKeyKind.History => "history",
        WriteKeyKind.Import => "import",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static WriteKeyKind Parse(string text) => text switch
    {
        "production" => WriteKeyKind.Production,
        "dev" => WriteKeyKind.Dev,
        "history" => WriteKeyKind.History,
        "import" => WriteKeyKind.Import,
        _ => throw new InvalidDataException($"'{text}' is no write key kind."),
    };
}
