using Frontline.Receiver.EventsV1;
using Frontline.Receiver.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Frontline.Receiver;

/// <summary>Where the Receiver listens.</summary>
public static class ReceiverEndpoints
{
    public const string EventsPath = "/v1/events";
    public const string ValidatePath = "/v1/validate";
    public const string LivePath = "/health/live";
    public const string ReadyPath = "/health/ready";

    /// <summary>Maps <see cref="EventsPath"/> and <see cref="ValidatePath"/> with every method (a wrong one gets 405) and the two health paths. Plain delegates: nothing is bound, nothing in between.</summary>
    public static IEndpointRouteBuilder MapReceiver(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var events = endpoints.ServiceProvider.GetRequiredKeyedService<EventsHandler>(EventsPath);
        var validation = endpoints.ServiceProvider.GetRequiredKeyedService<EventsHandler>(ValidatePath);
        var health = endpoints.ServiceProvider.GetRequiredService<HealthHandler>();
        endpoints.Map(EventsPath, (RequestDelegate)events.HandleAsync).ShortCircuit();
        endpoints.Map(ValidatePath, (RequestDelegate)validation.HandleAsync).ShortCircuit();
        endpoints.Map(LivePath, (RequestDelegate)HealthHandler.LiveAsync).ShortCircuit();
        endpoints.Map(ReadyPath, (RequestDelegate)health.ReadyAsync).ShortCircuit();
        return endpoints;
    }
}
