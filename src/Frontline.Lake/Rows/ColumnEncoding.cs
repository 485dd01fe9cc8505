namespace Frontline.Lake.Rows;

/// <summary>How a column's values are laid out before compression.</summary>
internal enum ColumnEncoding
{
    /// <summary>Values that repeat.</summary>
    Dictionary,

    /// <summary>Integers near their neighbours.</summary>
    Delta,

    /// <summary>Values of their own each.</summary>
    Plain,
}
