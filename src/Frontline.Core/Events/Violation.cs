namespace Frontline.Core.Events;

/// <summary>One thing that is wrong with an event.</summary>
/// <param name="Code">Stable, lower_snake_case; the list is in docs/specs/event.md.</param>
/// <param name="Path">JSON pointer (RFC 6901) into the event as sent, such as <c>/props/amount</c>; empty for the whole event.</param>
/// <param name="Message">A sentence for the programmer who sent it: what came, what was expected.</param>
public readonly record struct Violation(string Code, string Path, string Message);
