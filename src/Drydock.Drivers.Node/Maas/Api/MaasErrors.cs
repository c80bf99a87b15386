using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Errors;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>Turns MAAS's refusals into errors of the catalogue.</summary>
public static class MaasErrors
{
    private const int LongestQuote = 600;
    private const string UnknownEndpointRemedy =
        "Check the path, which ends in a slash except for single partitions and scripts, and MAAS's URL, for example http://maas.example:5240/MAAS.";

    /// <summary>The error of an answer with a status of 300 or more.</summary>
    /// <param name="request">The request in words, for example <c>POST machines/4dpwwg/ (op=deploy)</c>.</param>
    /// <param name="op">The operation; null for none.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="body">The body.</param>
    public static MaasApiException From(string request, string? op, int status, string? contentType, byte[] body)
    {
        // The answer to a wrong secret quotes the right one.
        if (status == 401)
        {
            return new(ErrorCatalogue.MaasAuthenticationFailed, $"MAAS refuses the API key at {request} (401).")
            {
                Status = status,
                Target = request,
            };
        }

        var fields = Fields(contentType, body);
        var plain = fields.Count > 0 ? Describe(fields) : Plain(contentType, body);
        var (error, transient) = Classify(op, status, contentType, plain);
        return new(error, Sentence(request, status, contentType, plain))
        {
            Remedy = IsUnknownEndpoint(plain) ? UnknownEndpointRemedy : error.Remedy,
            Status = status,
            Fields = fields,
            PlainMessage = plain,
            IsTransient = transient,
            Target = request,
        };
    }

    /// <summary>True for the page that MAAS answers when its database transaction lost a race.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The media type.</param>
    public static bool IsDatabaseConflict(int status, string? contentType) => status == 409 && IsHtml(contentType);

    /// <summary>
    /// True where MAAS has seen the request's nonce: .NET sends a request again by itself, with the same header, when a
    /// connection that it kept open turns out to be cut.
    /// </summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body, which is looked at and not told.</param>
    public static bool IsReplay(int status, byte[] body) =>
        status == 401 && System.Text.Encoding.UTF8.GetString(body).IndexOf("Nonce already used", StringComparison.Ordinal) >= 0;

    private static (ErrorId Error, bool Transient) Classify(string? op, int status, string? contentType, string plain) => status switch
    {
        403 => (ErrorCatalogue.MaasPermissionDenied, false),
        404 when op == "link_subnet" && plain.StartsWith("IP address", StringComparison.Ordinal) =>
            (ErrorCatalogue.AddressUnavailable, false),
        404 => IsUnknownEndpoint(plain) || IsHtml(contentType)
            ? (ErrorCatalogue.MaasProtocol, false) : (ErrorCatalogue.MaasNotFound, false),
        409 => IsHtml(contentType) ? (ErrorCatalogue.MaasUnavailable, true) : (ErrorCatalogue.MaasStateConflict, false),
        400 or 422 => (ErrorCatalogue.MaasInvalid, false),
        429 or 502 or 503 or 504 => (ErrorCatalogue.MaasUnavailable, true),
        >= 500 => (ErrorCatalogue.MaasServerError, false),
        _ => (ErrorCatalogue.MaasProtocol, false),
    };

    private static string Sentence(string request, int status, string? contentType, string plain)
    {
        if (IsDatabaseConflict(status, contentType))
        {
            return $"MAAS gives up {request} for a conflict in its database (409): it is busy, or has an object like this already.";
        }

        var verb = status switch
        {
            404 when plain.Length > 0 => "answers",
            400 or 403 or 409 => "refuses",
            >= 500 => "fails at",
            _ => "answers",
        };
        return $"MAAS {verb} {request} ({status})" + (plain.Length == 0 ? "." : ": " + plain);
    }

    private static Dictionary<string, IReadOnlyList<string>> Fields(string? contentType, byte[] body)
    {
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (contentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true) return fields;
        try
        {
            if (MaasJson.Parse(body) is not JObject refusal) return fields;
            foreach (var property in refusal.Properties())
            {
                fields[property.Name] = property.Value is JArray
                    ? refusal.Texts(property.Name)
                    : new ItemList<string>([property.Value.ToString(Formatting.None).Trim('"')]);
            }
        }
        catch (JsonException)
        {
            fields.Clear();
        }

        return fields;
    }

    private static string Describe(Dictionary<string, IReadOnlyList<string>> fields) => string.Join(" ", fields.Select(field =>
        (field.Key == "__all__" ? "" : field.Key + ": ") + string.Join(" ", field.Value)));

    private static string Plain(string? contentType, byte[] body)
    {
        if (IsHtml(contentType)) return "";
        var text = System.Text.Encoding.UTF8.GetString(body).Trim();
        return text.Length <= LongestQuote ? text : text.Substring(0, LongestQuote) + "…";
    }

    private static bool IsUnknownEndpoint(string plain) => plain.StartsWith("Unknown API endpoint", StringComparison.Ordinal);

    private static bool IsHtml(string? contentType) => contentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
}
