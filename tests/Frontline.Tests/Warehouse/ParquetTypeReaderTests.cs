using Frontline.Warehouse.ParquetFiles;
using Xunit;

namespace Frontline.Tests.Warehouse;

public sealed class ParquetTypeReaderTests
{
    [Theory]
    [InlineData("VARCHAR", "Text")]
    [InlineData("DECIMAL(38,10)", "ExactNumber")]
    [InlineData("TIMESTAMP WITH TIME ZONE", "Moment")]
    [InlineData("TIMESTAMP_NS", "LocalTime")]
    [InlineData("ENUM('a)', 'it''s')", "Text")]
    [InlineData("BLOB", "Bytes")]
    [InlineData("INTEGER[][]", "List(=List(=WholeNumber))")]
    [InlineData("INTEGER[3]", "List(=WholeNumber)")]
    [InlineData("MAP(TIMESTAMP WITH TIME ZONE, DECIMAL(3,2)[])", "Map(key=Moment, value=List(=ExactNumber))")]
    [InlineData("STRUCT(\"a b\" INTEGER, \"q\"\"x\" STRUCT(z TIME WITH TIME ZONE[]), m MAP(VARCHAR, BOOLEAN))", "Struct(a b=WholeNumber, q\"x=Struct(z=List(=Text)), m=Map(key=Text, value=Boolean))")]
    [InlineData("STRUCT()", "Struct")]
    [InlineData("MAP(VARCHAR, STRUCT()[])", "Map(key=Text, value=List(=Struct))")]
    [InlineData("STRUCT(a DECIMAL(4,2), e ENUM('x, y', 'z'))[]", "List(=Struct(a=ExactNumber, e=Text))")]
    public void A_type_is_read_with_all_its_parts(string text, string expected)
    {
        var type = ParquetTypeReader.Read(text);

        Assert.Equal(expected, Words(type));
        Assert.Equal(text, type.Name);
    }

    private static string Words(ParquetType type) => type.Kind + (type.Parts.Count == 0 ? "" : $"({string.Join(", ", type.Parts.Select(part => $"{part.Name}={Words(part.Type)}"))})");
}
