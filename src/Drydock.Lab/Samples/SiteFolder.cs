using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Drydock.Design;

namespace Drydock.Lab.Samples;

/// <summary>A site design on disk, where only its owner reads it, since it holds passwords. Disposing deletes it.</summary>
public sealed class SiteFolder : IDisposable
{
    /// <summary>rwx------</summary>
    private const uint OwnerOnly = 0x1C0;

    private SiteFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Writes files into a new folder among the user's temporary ones.</summary>
    /// <param name="site">The files.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static SiteFolder Create(IReadOnlyList<SiteSource> site)
    {
        if (site is null) throw new ArgumentNullException(nameof(site));
        var folder = new SiteFolder(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "drydock-lab-" + Guid.NewGuid().ToString("N")));
        MakePrivate(folder.Path);
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        foreach (var source in site) File.WriteAllText(System.IO.Path.Combine(folder.Path, source.File), source.Text, utf8);
        return folder;
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone already, or held open by somebody on Windows; the system clears its temporary files.
        }
    }

    private static void MakePrivate(string path)
    {
        // On Windows the user's temporary folder is private; elsewhere it is shared by all users.
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) Directory.CreateDirectory(path);
        else if (NativeMethods.MakeDirectory(path, OwnerOnly) != 0)
            throw new IOException($"The folder {path} cannot be made: {new Win32Exception(Marshal.GetLastWin32Error()).Message}");
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "mkdir", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int MakeDirectory([MarshalAs(UnmanagedType.LPStr)] string path, uint mode);
    }
}
