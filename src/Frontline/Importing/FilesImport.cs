namespace Frontline.Importing;

/// <summary>Inspected files through the road, one after the other. A content that several of them hold is sent once.</summary>
internal sealed class FilesImport(ImportMapping? mapping, ImportSender sender, Action<string> say)
{
    private const int RowsPerReport = 1_000;

    private readonly Dictionary<string, long> rowsOfContents = [];

    /// <param name="files">In which order.</param>
    /// <param name="report">Takes a share of all from 0 to 1, and what is happening.</param>
    /// <param name="cancellation">Cancels it; what was sent stays.</param>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<ImportCounts>> RunAsync(IReadOnlyList<InspectedFile> files, Action<double, string> report, CancellationToken cancellation)
    {
        var counts = new List<ImportCounts>();
        var bytesAll = Math.Max(1, files.Sum(file => file.Content.Length));
        var bytesDone = 0L;
        try
        {
            foreach (var file in files)
            {
                var before = bytesDone;
                counts.Add(await ImportAsync(file, share => (before + (share * file.Content.Length)) / bytesAll, report, cancellation).ConfigureAwait(false));
                bytesDone += file.Content.Length;
            }

            return counts;
        }
        catch when (files.Count > 1)
        {
            say($"{counts.Count} of {files.Count} files are imported; {files[counts.Count].Content.Path} is not, or not to its end. The same command again goes on there.");
            throw;
        }
    }

    private async Task<ImportCounts> ImportAsync(InspectedFile file, Func<double, double> shareOfAll, Action<double, string> report, CancellationToken cancellation)
    {
        if (rowsOfContents.TryGetValue(file.Content.Hash, out var rows))
        {
            return new ImportCounts(rows, Events: 0, Already: rows);
        }

        using var open = OpenImport.Of(file.Content, mapping);
        var rowsSeen = 0L;
        var counts = await new FileImport(sender, file.Content, open.Rows, mapping?.Fingerprint ?? ImportMapping.NoneFingerprint).RunAsync(
            file.RecordedRowsEnd,
            () =>
            {
                if (++rowsSeen % RowsPerReport == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    report(shareOfAll(open.Share), $"{file.Content.Path}: {rowsSeen:N0} rows");
                }
            },
            cancellation).ConfigureAwait(false);
        rowsOfContents.Add(file.Content.Hash, counts.Rows);
        return counts;
    }
}
