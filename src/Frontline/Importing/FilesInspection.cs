using System.Text;

namespace Frontline.Importing;

/// <summary>
/// All files before the first event is sent: each is read through and held against the mapping, and the server is asked how much of its content it has recorded. What is wrong
/// with any of them is told of all at once.
/// </summary>
internal sealed class FilesInspection(ImportMapping? mapping, ImportSender sender)
{
    private const int ProblemsShownMax = 20;

    private readonly List<Exception> problems = [];

    /// <param name="files">Their names, each once.</param>
    /// <param name="report">Takes a share of all from 0 to 1, and which file it is.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>In the same order.</returns>
    /// <exception cref="ImportUsageException">A file needs a mapping, or does not fit the one given.</exception>
    /// <exception cref="ImportFileException">A file cannot be read, or its content was imported with another mapping.</exception>
    public async Task<IReadOnlyList<InspectedFile>> RunAsync(IReadOnlyList<string> files, Action<double, string> report, CancellationToken cancellation)
    {
        var contents = new List<ImportContent>();
        for (var i = 0; i < files.Count; i++)
        {
            var (file, done) = (files[i], i);
            await CollectAsync(async () => contents.Add(await InspectAsync(file, share => report((done + share) / files.Count, file), cancellation).ConfigureAwait(false)))
                .ConfigureAwait(false);
        }

        ThrowIfAny();
        var inspected = new List<InspectedFile>();
        foreach (var content in contents)
        {
            await CollectAsync(async () => inspected.Add(await AskAsync(content, cancellation).ConfigureAwait(false))).ConfigureAwait(false);
        }

        ThrowIfAny();
        return inspected;
    }

    private async Task<ImportContent> InspectAsync(string file, Action<double> progress, CancellationToken cancellation)
    {
        var content = await ImportContent.InspectAsync(file, mapping?.Encoding == Encoding.UTF8, progress, cancellation).ConfigureAwait(false);
        if (mapping is null && content.Form == ContentForm.Text && LooksLikeCsv(file))
        {
            throw new ImportUsageException($"{file} looks like CSV. A mapping says what its rows mean: --map MAPPING.yaml; docs/guides/import.md shows one.");
        }

        using var open = OpenImport.Of(content, mapping);
        (open.Rows as ParquetRows)?.Check(progress, cancellation);
        return content;
    }

    private async Task<InspectedFile> AskAsync(ImportContent content, CancellationToken cancellation)
    {
        var status = await sender.StatusAsync(content.Hash, mapping?.Fingerprint ?? ImportMapping.NoneFingerprint, cancellation).ConfigureAwait(false);
        return status.Conflict is { } conflict ? throw new ImportFileException($"{content.Path}: {conflict}") : new InspectedFile(content, status.RecordedRowsEnd);
    }

    private async Task CollectAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ImportUsageException or ImportMappingException or ImportFileException or IOException or UnauthorizedAccessException)
        {
            problems.Add(exception);
        }
    }

    private void ThrowIfAny()
    {
        if (problems.Count == 0)
        {
            return;
        }

        var lines = problems.Take(ProblemsShownMax).Select(problem => problem.Message).ToList();
        if (problems.Count > ProblemsShownMax)
        {
            lines.Add($"{problems.Count - ProblemsShownMax} more files are at fault.");
        }

        var message = string.Join(Environment.NewLine, lines.Distinct());
        throw problems.TrueForAll(problem => problem is ImportUsageException or ImportMappingException) ? new ImportUsageException(message) : new ImportFileException(message, problems[0]);
    }

    private static bool LooksLikeCsv(string file)
    {
        var name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
    }
}
