using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Frontline.Enrichment.Geo;
using MaxMind.Db;

namespace Frontline.Geo;

/// <summary>A MaxMind database in memory. Spec of the format: maxmind.github.io/MaxMind-DB.</summary>
internal sealed class MaxMindDatabase : IGeoDatabase
{
    /// <summary>Records looked at when a database is opened: a small one is read as a whole, of a large one a part, since all of it would take seconds.</summary>
    private const int ProbedRecordsMax = 20_000;

    private readonly Reader reader;
    private string? fault;

    private MaxMindDatabase(Reader reader)
    {
        this.reader = reader;
        Version = string.Create(CultureInfo.InvariantCulture, $"{reader.Metadata.DatabaseType} {reader.Metadata.BuildDate:yyyy-MM-dd}");
    }

    public string Version { get; }

    /// <summary>The first damage that a look-up met; null when there was none.</summary>
    public string? Fault => Volatile.Read(ref fault);

    /// <exception cref="InvalidDataException">The file is none, or damaged, or knows no countries.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MaxMindDatabase Open(string path)
    {
        try
        {
            // In memory: a mapped file that someone writes over changes under its reader.
            var reader = new Reader(path, FileAccessMode.Memory);
            var type = reader.Metadata.DatabaseType;
            if (!type.Contains("Country", StringComparison.OrdinalIgnoreCase) && !type.Contains("City", StringComparison.OrdinalIgnoreCase) && !type.Contains("Enterprise", StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidDataException($"It is a database of the type '{type}'; one of countries or cities is expected.");
            }

            foreach (var record in reader.FindAll<GeoRecord>().Take(ProbedRecordsMax)) _ = PlaceOf(record.Data);
            return new MaxMindDatabase(reader);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw new InvalidDataException($"It is no MaxMind database, or damaged: {exception.Message}", exception);
        }
    }

    public GeoPlace? Find(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (reader.Metadata.IPVersion == 4 && address.AddressFamily != AddressFamily.InterNetwork) return null;
        try
        {
            return PlaceOf(reader.Find<GeoRecord>(address));
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            Interlocked.CompareExchange(ref fault, $"A look-up met damage, and went without: {exception.Message}", null);
            return null;
        }
    }

    private static GeoPlace? PlaceOf(GeoRecord? record)
    {
        if (record?.Country?.IsoCode is not { Length: > 0 } country) return null;
        return new GeoPlace(country, record.Subdivisions is [{ IsoCode: { Length: > 0 } region }, ..] ? $"{country}-{region}" : null);
    }

    /// <summary>The reader follows what stands in the file, and so meets any bound of memory and types.</summary>
    private static bool IsDamage(Exception exception) => exception is not (InvalidDataException or IOException or UnauthorizedAccessException or OutOfMemoryException);
}
