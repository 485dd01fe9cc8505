namespace Frontline.Core.Live;

/// <summary>The new numbers of a window and value.</summary>
public readonly record struct LiveChange(LiveWindowKey Window, LiveNumbers Numbers);
