using System.Net;
using Frontline.Admin;
using Frontline.Client.Contracts;
using Frontline.Metrics.Expressions;
using Frontline.Metrics.Questions;
using Frontline.Warehouse.Queries;

namespace Frontline.MetricAnswers;

/// <summary><c>/api/metrics</c>, <c>/api/funnel</c> and <c>/api/currency</c>: what can be asked of a game, what it means, and the answers. docs/specs/metrics.md, "Over HTTP".</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder endpoints, GameData data, MetricService metrics, FunnelService funnels, GridService grids, CurrencyService currencies, ExplainService explanations, LiveMetricService live)
    {
        endpoints.MapGet("/api/metrics", List);
        endpoints.MapGet("/api/metrics/{name}", Show);
        endpoints.MapGet("/api/metrics/{name}/values", Answer);
        endpoints.MapGet("/api/metrics/{name}/grid", Grid);
        endpoints.MapGet("/api/metrics/{name}/explain", Explain);
        endpoints.MapGet("/api/live/metrics", Live);
        endpoints.MapGet("/api/funnel", Funnel);
        endpoints.MapGet("/api/currency", Currency);
        endpoints.MapGet("/api/openapi.yaml", static context =>
        {
            context.Response.ContentType = "application/yaml";
            return OpenApiFile().CopyToAsync(context.Response.Body, context.RequestAborted);
        });

        Task List(HttpContext context) => WriteAsync(context, cancellation => metrics.ListAsync(data.Find(context.Request.Query["game"]), cancellation));

        Task Show(HttpContext context) => WriteAsync(context, cancellation => metrics.DescribeAsync(data.Find(context.Request.Query["game"]), NameIn(context), cancellation));

        Task Answer(HttpContext context) => WriteAsync(context, cancellation =>
            metrics.AnswerAsync(data.Find(context.Request.Query["game"]), MetricRequest.Read(NameIn(context), context.Request.Query), cancellation));

        Task Grid(HttpContext context) => WriteAsync(context, cancellation => grids.AnswerAsync(data.Find(context.Request.Query["game"]), GridRequest.Read(NameIn(context), context.Request.Query), cancellation));

        Task Explain(HttpContext context) => WriteAsync(context, cancellation => explanations.AnswerAsync(data.Find(context.Request.Query["game"]), NameIn(context), context.Request.Query, cancellation));

        Task Live(HttpContext context) => WriteAsync(context, cancellation => live.AnswerAsync(data.Find(context.Request.Query["game"]), context.Request.Query, cancellation));

        Task Currency(HttpContext context) => WriteAsync(context, cancellation => currencies.AnswerAsync(data.Find(context.Request.Query["game"]), context.Request.Query, cancellation));

        Task Funnel(HttpContext context) => WriteAsync(context, cancellation => funnels.AnswerAsync(data.Find(context.Request.Query["game"]), FunnelRequest.Read(context.Request.Query), cancellation));
    }

    /// <summary>What describes these addresses to programs.</summary>
    public static Stream OpenApiFile() => typeof(MetricsEndpoints).Assembly.GetManifestResourceStream("openapi.yaml") ?? throw new InvalidOperationException("openapi.yaml is not embedded.");

    private static string NameIn(HttpContext context) => (string)context.GetRouteValue("name")!;

    private static async Task WriteAsync<T>(HttpContext context, Func<CancellationToken, Task<T>> answer)
    {
        try
        {
            await AdminAnswer.WriteAsync(context, answer).ConfigureAwait(false);
        }
        catch (MetricException exception)
        {
            await AdminError.WriteAsync(context, exception.Code.StartsWith("unknown_", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, exception.Code, exception.Message).ConfigureAwait(false);
        }
        catch (ExpressionException exception)
        {
            await AdminError.WriteAsync(context, HttpStatusCode.BadRequest, "bad_definition", exception.Where).ConfigureAwait(false);
        }
        catch (QueryException exception)
        {
            await AdminError.WriteAsync(context, SqlEndpoint.StatusOf(exception.Failure), SqlEndpoint.CodeOf(exception.Failure), exception.Message).ConfigureAwait(false);
        }
    }
}
