namespace Frontline.Warehouse.ParquetFiles;

/// <summary>What a column holds, as far as its text or JSON differs.</summary>
public enum ParquetKind
{
    /// <summary>Text, and whatever is shown as text: UUIDs, times of day, enums.</summary>
    Text = 0,

    /// <summary>Whole numbers of any width.</summary>
    WholeNumber = 1,

    /// <summary>Decimals.</summary>
    ExactNumber = 2,

    /// <summary>May be NaN or infinite.</summary>
    FloatingPoint = 3,

    Boolean = 4,

    Date = 5,

    /// <summary>A moment in UTC.</summary>
    Moment = 6,

    /// <summary>A date and time of which the file does not say where it is meant.</summary>
    LocalTime = 7,

    /// <summary>Text that is marked as JSON.</summary>
    Json = 8,

    List = 9,

    Struct = 10,

    Map = 11,

    /// <summary>What has no text: bytes, and types that are not known here.</summary>
    Bytes = 12,
}
