namespace Frontline.DataDirectories;

/// <summary>The version of a data directory's layout.</summary>
public static class DataFormat
{
    public const int Current = 1;
}
