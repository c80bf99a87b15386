using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using Drydock.Errors;

namespace Drydock.PowerShell.Base;

/// <summary>A file of a site design that a cmdlet writes: UTF-8 without a byte order mark.</summary>
internal static class DesignFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The full path that a user's path means.</summary>
    /// <exception cref="DrydockException">It is no path of the file system.</exception>
    public static string FullPath(PathIntrinsics paths, string path)
    {
        try
        {
            var full = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name == "FileSystem") return full;
        }
        catch (Exception fault) when (fault is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            throw NotWritable(path, fault.Message, fault);
        }
        throw NotWritable(path, $"'{path}' is no path of the file system.");
    }

    /// <summary>Refuses to write over a file that exists.</summary>
    /// <exception cref="DrydockException">The file exists and force is not given, or a folder has its name.</exception>
    public static void Guard(string file, bool force)
    {
        if (Directory.Exists(file)) throw NotWritable(file, $"'{file}' is a folder; a file is written.");
        if (File.Exists(file) && !force) throw new DrydockException(ErrorCatalogue.DesignExists, $"The file '{file}' exists already.") { Target = file };
    }

    /// <summary>Writes a file, and the folder it lies in where that is missing.</summary>
    /// <exception cref="DrydockException">It cannot be written.</exception>
    public static void Write(string file, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text, Utf8);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(file, $"The file '{file}' cannot be written: {fault.Message}", fault);
        }
    }

    private static DrydockException NotWritable(string path, string message, Exception? inner = null) =>
        new(ErrorCatalogue.DesignNotWritable, message, inner) { Target = path };
}
