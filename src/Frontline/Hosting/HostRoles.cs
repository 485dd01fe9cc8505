namespace Frontline.Hosting;

/// <summary>The roles that <c>frontline run --roles</c> can name.</summary>
public static class HostRoles
{
    public static IReadOnlyList<string> All { get; } = ["receiver", "enricher", "recorder", "loader"];
}
