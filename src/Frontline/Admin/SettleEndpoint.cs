using System.Net;
using Frontline.Core.Roles;
using Frontline.Warehouse;
using Frontline.Warehouse.Loading;

namespace Frontline.Admin;

/// <summary><c>POST /api/settle</c>: answers when what was accepted before the call is visible everywhere: every role's lag is zero.</summary>
internal static class SettleEndpoint
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="endpoints">Where to map it.</param>
    /// <param name="roles">The roles that run.</param>
    /// <param name="refresh">Brings models that are refreshed from time to time up to date.</param>
    /// <param name="time">Clock of the waiting.</param>
    public static void MapSettle(this IEndpointRouteBuilder endpoints, IReadOnlyList<IRole> roles, Func<CancellationToken, Task> refresh, TimeProvider time) =>
        endpoints.MapPost("/api/settle", async context =>
        {
            var began = time.GetTimestamp();
            while (roles.Any(role => role.Status.LagEvents is > 0))
            {
                if (time.GetElapsedTime(began) > Patience)
                {
                    var behind = string.Join(", ", roles.Where(role => role.Status.LagEvents is > 0).Select(role => $"{role.Name} by {role.Status.LagEvents} events"));
                    await AdminError.WriteAsync(context, HttpStatusCode.Conflict, "not_settled", $"After {Patience.TotalSeconds:0} seconds these are still behind: {behind}.").ConfigureAwait(false);
                    return;
                }

                await Task.Delay(AskEvery, time, context.RequestAborted).ConfigureAwait(false);
            }

            try
            {
                await refresh(context.RequestAborted).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is UpkeepException or LoadTooLargeException)
            {
                await AdminError.WriteAsync(context, HttpStatusCode.Conflict, "not_settled", exception.Message).ConfigureAwait(false);
                return;
            }

            await AdminAnswer.WriteAsync(context, new { settled = true }).ConfigureAwait(false);
        });
}
