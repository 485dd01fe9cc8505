namespace Frontline.Bench.Metrics;

/// <summary>Something that answers the benchmark's questions.</summary>
internal interface IEngine : IAsyncDisposable
{
    string Name { get; }

    /// <summary>The numbers of an answer by key, such as a day, or a cohort and an age.</summary>
    Task<IReadOnlyDictionary<string, double>> AskAsync(MetricsQuestion question);
}
