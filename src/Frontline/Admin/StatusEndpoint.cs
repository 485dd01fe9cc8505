using Frontline.Core;
using Frontline.Core.Roles;
using Frontline.Core.Storage;
using Frontline.Plans;

namespace Frontline.Admin;

/// <summary><c>GET /status</c>: what the person on call asks first, as JSON.</summary>
internal static class StatusEndpoint
{
    /// <param name="endpoints">Where to map it.</param>
    /// <param name="facts">What does not change while the host runs.</param>
    /// <param name="roles">The roles that run here.</param>
    /// <param name="files">Tells the space left on the disk of the data directory.</param>
    /// <param name="plans">The tracking plans in force.</param>
    /// <param name="problems">What is wrong with configuration, games and plans right now, in sentences.</param>
    /// <param name="time">The clock.</param>
    public static void MapStatus(
        this IEndpointRouteBuilder endpoints, Func<StatusFacts> facts, IReadOnlyList<IRole> roles, IFileSystem files, FilePlanCatalog plans, Func<IReadOnlyList<string>> problems, TimeProvider time) =>
        endpoints.MapGet("/status", context =>
        {
            var known = facts();
            return AdminAnswer.WriteAsync(context, new
            {
                Version = ProgramVersion.Current,
                ConfigFingerprint = known.Fingerprint,
                StartedAt = known.StartedAt.ToString(),
                Now = Timestamp.Now(time).ToString(),
                Roles = roles.Select(role => Describe(role.Status)).ToList(),
                Ports = known.Ports.Select(url => new { Url = url, Carries = "http" }).ToList(),
                Disk = new { Path = known.DataDirectory, FreeBytes = files.FreeBytes(known.DataDirectory) },
                Plans = plans.Plans.Select(loaded => new { loaded.Game, loaded.Plan.Version, Events = loaded.Plan.Events.Count }).ToList(),
                Problems = problems(),
            });
        });

    private static object Describe(RoleStatus status) => new
    {
        status.Name,
        status.State,
        status.LagEvents,
        status.LagSeconds,
        status.LastError,
        LastErrorAt = status.LastErrorAt?.ToString(),
        status.Details,
    };
}
