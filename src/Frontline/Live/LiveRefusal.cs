namespace Frontline.Live;

/// <summary>Why a request for live windows is not answered.</summary>
internal sealed record LiveRefusal(int Status, string Code, string Message)
{
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        return context.Response.WriteAsJsonAsync(new { error = new { code = Code, message = Message } }, context.RequestAborted);
    }
}
