using System;
using System.Text.RegularExpressions;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.Api;

/// <summary>The region's URL in the forms in which people write it.</summary>
public static class MaasUrl
{
    /// <summary>The root of API 2.0: ends in <c>/api/2.0/</c>.</summary>
    /// <param name="url">The region's URL, with or without trailing slash, <c>/api/2.0</c> or doubled slashes.</param>
    /// <exception cref="DrydockException">The URL is relative, or neither http nor https.</exception>
    public static Uri ApiRoot(Uri? url)
    {
        if (url is null || !url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
        {
            var problem = url is null ? "No MAAS URL is given."
                : $"'{url.OriginalString}' is no MAAS URL: it does not begin with http:// or https://.";
            throw new DrydockException(ErrorCatalogue.MaasUnreachable, problem) { Target = url };
        }

        var path = Regex.Replace(url.AbsolutePath, "/{2,}", "/").TrimEnd('/');
        path = Regex.Replace(path, "/api(/2\\.0)?$", "");
        if (path.Length == 0) path = "/MAAS";
        return new UriBuilder(url.Scheme, url.Host, url.Port, path + "/api/2.0/").Uri;
    }

    /// <summary>A path below the API's root, of a path or of a resource URI as MAAS's answers hold them.</summary>
    /// <param name="path">For example <c>machines/4dpwwg/</c> or <c>/MAAS/api/2.0/machines/4dpwwg/</c>.</param>
    /// <exception cref="DrydockException">The path names another host or leads out of the API, which must not get the API key.</exception>
    public static string BelowRoot(string path)
    {
        var below = Regex.Replace(path, "^/([^?]*/)?api/2\\.0/", "").TrimStart('/');
        var place = below.Split('?')[0];
        if (!Regex.IsMatch(Uri.UnescapeDataString(place), "(^|[/\\\\])\\.\\.?([/\\\\]|$)|://|\\\\|#")) return below;
        throw new DrydockException(ErrorCatalogue.MaasInvalid, $"'{place}' is no path of MAAS's API.")
        {
            Target = place,
            Remedy = "Give a path below /MAAS/api/2.0/, for example machines/4dpwwg/; Connect-Maas says which MAAS.",
        };
    }

    /// <summary>The region's URL as Drydock shows it: without the API's part, user and query.</summary>
    /// <param name="apiRoot">What <see cref="ApiRoot"/> gave.</param>
    public static Uri Region(Uri apiRoot) => new(Regex.Replace(apiRoot.AbsoluteUri, "/api/2\\.0/$", ""));
}
