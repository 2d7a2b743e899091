using System.Text.Json;
using System.Text.Json.Serialization;
using Akka.Actor;
using AkkaChat.Host.Security;

namespace AkkaChat.Host.Inspection;

/// <summary>
/// <c>/inspect</c>: how things stand inside, for who sits at this machine (docs/operations.md, To look inside). Everybody else's request goes on to
/// where every unknown page is not found.
/// </summary>
internal static class InspectEndpoint
{
    /// <summary>The page needs its style and the icon, and nothing else.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void UseInspection(this WebApplication app) => app.UseWhen(
        IsAskedFor, look => look.Run(context => AnswerAsync(context, app.Services.GetRequiredService<Inspector>())));

    private static bool IsAskedFor(HttpContext context) =>
        context.Request.Path == "/inspect" && HttpMethods.IsGet(context.Request.Method) && LocalCaller.IsIt(context);

    private static async Task AnswerAsync(HttpContext context, Inspector inspector)
    {
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = ContentPolicy;
        response.Headers.CacheControl = "no-store";
        try
        {
            var found = await inspector.LookAsync(context.RequestAborted);
            if (context.Request.Query["format"] == "json")
                await response.WriteAsJsonAsync(found, Json, context.RequestAborted);
            else
                await WritePageAsync(response, found);
        }
        catch (AskTimeoutException)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await response.WriteAsync("The server is too busy to look at itself, or it stops. Try again.\n");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private static Task WritePageAsync(HttpResponse response, InspectionView found)
    {
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(InspectPage.Write(found));
    }
}
