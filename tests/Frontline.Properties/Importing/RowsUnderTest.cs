namespace Frontline.Properties.Importing;

/// <summary>Reads a file as the harness sees it: for each row its events' text, or null for a row that was refused.</summary>
internal delegate IReadOnlyList<string?> RowsUnderTest(byte[] file, Random random);
