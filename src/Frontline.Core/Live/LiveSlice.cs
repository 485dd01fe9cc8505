namespace Frontline.Core.Live;

/// <summary>What was read, all of it as of the same positions.</summary>
/// <param name="Positions">One for each partition that has published, in partition order.</param>
/// <param name="Games">The games asked for that have windows, in ordinal order.</param>
/// <param name="Windows">Windows with numbers, by key in the order of the key's members, partitions added up; absent ones are zero.</param>
public sealed record LiveSlice(IReadOnlyList<LivePosition> Positions, IReadOnlyList<LiveGame> Games, IReadOnlyList<LiveChange> Windows);
