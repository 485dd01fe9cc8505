using Frontline.Core;
using ParquetSharp;

namespace Frontline.Lake.Rows;

/// <summary>How Parquet files are written.</summary>
internal static class RowFileProperties
{
    private const int LandingLevel = 1;
    private const int SealedLevel = 6;

    public static WriterProperties For(DataFileKind kind, IReadOnlyList<LakeColumn> columns)
    {
        using var builder = new WriterPropertiesBuilder();
        builder
            .Version(ParquetVersion.PARQUET_2_6)
            .CreatedBy($"frontline {ProgramVersion.Current}")
            .Compression(Compression.Zstd)
            .CompressionLevel(kind == DataFileKind.Landing ? LandingLevel : SealedLevel)
            .EnablePageChecksum()
            .SetSizeStatisticsLevel(SizeStatisticsLevel.None)
            .DisableStatistics()
            .DisableDictionary();
        foreach (var column in columns)
        {
            if (column.HasStatistics)
                builder.EnableStatistics(column.Name);

            if (column.Layout == ColumnEncoding.Dictionary)
                builder.EnableDictionary(column.Name);
            else
                builder.Encoding(column.Name, column.Layout == ColumnEncoding.Delta ? Encoding.DeltaBinaryPacked : Encoding.Plain);
        }

        return builder.Build();
    }
}
