using System;

namespace Drydock.Lab.Maas.Rendering;

/// <summary>The <c>resource_uri</c> of objects.</summary>
internal static class Uris
{
    public const string Root = "/MAAS/api/2.0/";

    public static string Of(FormattableString path) => Root + FormattableString.Invariant(path);
}
