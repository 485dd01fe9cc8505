namespace Frontline.Lake.Rows;

/// <summary>The columns by which rows are ordered, told apart and summed up.</summary>
internal static class KeyColumns
{
    public static LakeColumn Outcome { get; } = LakeColumns.Find("outcome")!;

    public static LakeColumn Game { get; } = LakeColumns.Find("game")!;

    public static LakeColumn Entry { get; } = LakeColumns.Find("entry")!;

    public static LakeColumn Log { get; } = LakeColumns.Find("log")!;

    public static LakeColumn Position { get; } = LakeColumns.Find("receipt")!;

    public static LakeColumn Index { get; } = LakeColumns.Find("receipt_index")!;

    public static LakeColumn PlayerId { get; } = LakeColumns.Find("player_id")!;

    public static LakeColumn Time { get; } = LakeColumns.Find("time")!;
}
