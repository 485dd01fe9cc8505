namespace Frontline.Bench.Metrics;

/// <summary>A directory with a configuration in which models are merged every few seconds instead of every ten minutes, deleted afterwards.</summary>
internal sealed class MergingConfiguration : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public MergingConfiguration() => File.WriteAllText(Path.Combine(Directory, "merge.yaml"), $"loader:\n  merge_interval: {Interval.TotalSeconds:0}s\n");

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("frontline-bench-").FullName;

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
