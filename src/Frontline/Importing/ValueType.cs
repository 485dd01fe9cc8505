namespace Frontline.Importing;

/// <summary>What the text of a cell is read as.</summary>
internal enum ValueType
{
    Text = 0,
    Integer = 1,
    Number = 2,
    Boolean = 3,
    Time = 4,
}
