namespace Frontline.Warehouse.Loading;

/// <summary>What ranges of chains are loaded into.</summary>
public interface ILoadTarget
{
    /// <summary>Up to where each chain has been loaded; a chain that is absent has not been begun.</summary>
    ValueTask<IReadOnlyList<LoadedPosition>> PositionsAsync(CancellationToken cancellation = default);

    /// <summary>Loads a range: rows, models, ledger and the range itself, all or nothing. On return it is durable and visible.</summary>
    /// <exception cref="LoadException">A file cannot be read.</exception>
    /// <exception cref="LoadTooLargeException">It does not fit the memory.</exception>
    /// <exception cref="Frontline.Core.DataDamagedException">The files hold other rows than the chain says.</exception>
    /// <exception cref="ArgumentException">The range does not begin where the last one ended.</exception>
    Task LoadAsync(LoadRange range, CancellationToken cancellation = default);
}
