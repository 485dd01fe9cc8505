using Frontline.Core.Games;
using Frontline.Core.Live;
using Frontline.Core.Roles;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Frontline.Live;

/// <summary><c>GET /api/live</c>: live windows as JSON, or as server-sent events for clients that accept <c>text/event-stream</c>.</summary>
public static class LiveEndpoints
{
    /// <summary>
    /// Registers what <see cref="MapLive"/> needs: the store that the Recorder's <see cref="LiveWindows"/> publish to (<see cref="ILiveStore"/>, in
    /// memory unless one is registered) and the calendar. An <see cref="IGameCatalog"/> must be registered besides.
    /// </summary>
    public static IServiceCollection AddLive(this IServiceCollection services, LiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ILiveStore, MemoryLiveStore>();
        services.TryAddSingleton<IGameCalendar, GameCalendar>();
        services.AddSingleton(options);
        services.AddSingleton<LiveAnswers>();
        services.AddSingleton(new LiveFollowers(options.FollowersMax));
        services.AddSingleton<LiveEvents>();
        return services;
    }

    /// <summary>Maps the address. <paramref name="roles"/> gives the roles whose lag decides whether an answer is settled; null leaves that open.</summary>
    public static IEndpointConventionBuilder MapLive(this IEndpointRouteBuilder endpoints, Func<IReadOnlyList<RoleStatus>>? roles = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapGet("/api/live", (RequestDelegate)(context => AnswerAsync(context, () => roles?.Invoke())));
    }

    private static Task AnswerAsync(HttpContext context, Func<IReadOnlyList<RoleStatus>?> roles)
    {
        var services = context.RequestServices;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = "Accept";
        if (!LiveRequest.TryParse(context.Request.Query, services.GetRequiredService<IGameCatalog>(), out var request, out var refusal))
        {
            return refusal.WriteAsync(context);
        }

        if (context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)))
        {
            return services.GetRequiredService<LiveEvents>().FollowAsync(context, request, roles);
        }

        var answer = services.GetRequiredService<LiveAnswers>().Get(request, roles());
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        return context.Response.Body.WriteAsync(answer, context.RequestAborted).AsTask();
    }
}
