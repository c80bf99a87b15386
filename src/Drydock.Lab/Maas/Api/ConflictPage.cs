using System.Globalization;

namespace Drydock.Lab.Maas.Api;

/// <summary>The page with which MAAS gives up on a conflict of transactions.</summary>
internal static class ConflictPage
{
    private const string Html = """
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
          <head>
            <title>Error: Conflict Error</title>
          </head>
          <body>
            <h2 class="p-heading--four">
              Conflict error. Try your request again, as it will most likely succeed.
            </h2>
          </body>
        </html>

        """;

    public static MaasReply Reply(int? retryAfterSeconds)
    {
        var reply = MaasReply.Of(409, "text/html; charset=utf-8", Html, fromHandler: false);
        if (retryAfterSeconds is { } seconds) reply.Headers["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture);
        return reply;
    }
}
