using System.Globalization;
using Frontline.Core.Storage;
using Frontline.DataDirectories;
using Frontline.Lake;

namespace Frontline.Commands;

internal sealed class LakeFilesCommand(CommandServices services) : LakeReadingCommand(
    services, "files", "Lists the files that count now, for people with their own Parquet tools.",
    "frontline lake files", "frontline lake files --format json")
{
    protected override async Task<int> RunAsync(DataLayout layout, IObjectStore lake, bool asJson, CancellationToken cancellation)
    {
        var files = await LakeFiles.ListAsync(lake, cancellation).ConfigureAwait(false);
        var paths = lake as IObjectPaths;
        if (asJson)
        {
            PrintJson(files.Select(file => new
            {
                chain = file.Chain.ToString(),
                file.File.Name,
                path = paths?.PathOf(file.File.Name),
                file.File.Kind,
                file.File.Bytes,
                file.File.Rows,
                file.File.Events,
                file.File.Rejects,
                file.File.Duplicates,
                file.File.Checksum,
            }));
        }
        else
        {
            TextTable.Write(
                Terminal.Output, ["kind", "rows", "bytes", "file"],
                files.Select(file => (string[])[file.File.Kind.ToString().ToLowerInvariant(), file.File.Rows.ToString(CultureInfo.InvariantCulture), file.File.Bytes.ToString(CultureInfo.InvariantCulture), file.File.Name]),
                new HashSet<int> { 1, 2 });
        }

        return ExitCode.Done;
    }
}
