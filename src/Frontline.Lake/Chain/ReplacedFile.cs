using Frontline.Core;

namespace Frontline.Lake.Chain;

/// <summary>A file that no longer counts and waits for its deletion, for the sake of readers that still hold an older view.</summary>
/// <param name="Name">Name in the lake.</param>
/// <param name="ReplacedAt"><c>recorded_at</c> of the entry or checkpoint that replaced it.</param>
public readonly record struct ReplacedFile(string Name, Timestamp ReplacedAt);
