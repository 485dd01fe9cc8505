using System.Net;
using Frontline.Admin;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Frontline.Tests.Admin;

public sealed class AdminAccessTests
{
    private const string Token = "fl_admin_secret";

    [Theory]
    [InlineData("POST", "/v1/events", "203.0.113.9", "frontline.example", null, true)]
    [InlineData("GET", "/health/live", "203.0.113.9", "frontline.example", null, true)]
    [InlineData("GET", "/api/live", "127.0.0.1", "127.0.0.1:8080", null, true)]
    [InlineData("GET", "/status", "::1", "localhost:8080", null, true)]
    [InlineData("GET", "/status", "::1", "[::1]:8080", null, true)]
    [InlineData("GET", "/api/live", "203.0.113.9", "127.0.0.1:8080", null, false)]
    [InlineData("GET", "/api/live", "127.0.0.1", "rebound.example", null, false)]
    [InlineData("POST", "/api/sql", "127.0.0.1", "127.0.0.1:8080", null, false)]
    [InlineData("POST", "/api/sql", "127.0.0.1", "127.0.0.1:8080", "Bearer wrong", false)]
    [InlineData("POST", "/api/sql", "203.0.113.9", "frontline.example", "Bearer " + Token, true)]
    [InlineData("GET", "/v1evil", "203.0.113.9", "frontline.example", null, false)]
    public async Task Addresses_answer_only_whom_they_should(string method, string path, string remote, string host, string? authorization, bool answered)
    {
        var context = Request(method, path, remote, host, authorization);
        var reached = false;

        await new AdminAccess(Token).InvokeAsync(context, _ =>
        {
            reached = true;
            return Task.CompletedTask;
        });

        Assert.Equal(answered, reached);
        Assert.Equal(answered ? 200 : 401, context.Response.StatusCode);
    }

    [Fact]
    public async Task What_came_through_a_proxy_is_not_local()
    {
        var context = Request("GET", "/api/live", "127.0.0.1", "localhost", null);
        context.Request.Headers["X-Forwarded-For"] = "203.0.113.9";

        await new AdminAccess(Token).InvokeAsync(context, _ => Task.CompletedTask);

        Assert.Equal(401, context.Response.StatusCode);
    }

    private static DefaultHttpContext Request(string method, string path, string remote, string host, string? authorization)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.Host = new HostString(host);
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        if (authorization is not null)
        {
            context.Request.Headers.Authorization = authorization;
        }

        return context;
    }
}
