namespace Frontline.Metrics.Definitions;

/// <summary>How a metric is computed.</summary>
public abstract record MetricFormula;
