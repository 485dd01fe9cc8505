namespace Frontline.Testing.Files;

/// <summary>An operation on a directory that is not durable yet: it happens whole or not at all.</summary>
/// <param name="Names">What each name it touches meant before and means after; null for nothing.</param>
/// <param name="NewDirectory">The directory it made, instead of names of files.</param>
internal sealed record NameChange(IReadOnlyList<(string Path, ForgetfulNode? Before, ForgetfulNode? After)> Names, string? NewDirectory = null);
