using Frontline.Core.State;
using RocksDbSharp;

namespace Frontline.Embedded.State;

/// <summary>Keyed states in RocksDB, one folder each.</summary>
public sealed class RocksDbStateEngine(RocksDbStateOptions? options = null) : IKeyedStateEngine
{
    private readonly RocksDbStateOptions options = options ?? new RocksDbStateOptions();

    public IKeyedState Open(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Directory.CreateDirectory(directory);
        var marker = Path.Combine(directory, RocksDbState.DamageMarker);
        if (File.Exists(marker))
        {
            throw new KeyedStateDamagedException($"The keyed state in {directory} failed earlier: {File.ReadAllText(marker)}");
        }

        try
        {
            return new RocksDbState(directory, options);
        }
        catch (RocksDbException fault)
        {
            throw new KeyedStateDamagedException($"The keyed state in {directory} cannot be opened: {fault.Message}", fault);
        }
    }

    public void Delete(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
