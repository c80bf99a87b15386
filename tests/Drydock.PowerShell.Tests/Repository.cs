using System;
using System.IO;

namespace Drydock.PowerShell.Tests;

/// <summary>Where things lie in the working copy.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The module as the build stages it.</summary>
    public static string Module { get; } = Path.Combine(Root, "artifacts", "module", "Drydock");

    public static string PesterFolder { get; } = Path.Combine(Root, "tests", "Pester");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Drydock.psd1"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests do not run within the working copy.");
    }
}
