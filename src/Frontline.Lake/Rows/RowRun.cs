namespace Frontline.Lake.Rows;

/// <summary>Neighbouring rows of a block.</summary>
internal readonly record struct RowRun(ColumnBlock Block, int Start, int Count);
