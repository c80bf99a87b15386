using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Drydock.Core.Design.Airship.Collecting;

/// <summary>The folders of an Airship repository, and the files in them that Pegleg takes.</summary>
internal static class RepositoryFolders
{
    public const string Definition = "site-definition.yaml";

    public static string Global(string repository) => Path.Combine(repository, "global");

    public static string Type(string repository, string type) => Path.Combine(repository, "type", type);

    public static string Site(string repository, string site) => Path.Combine(repository, "site", site);

    /// <summary>Whether a text can be a folder's name and leads nowhere else.</summary>
    public static bool IsName(string text) => text.Trim().Length > 0 && text is not ("." or "..")
        && text.IndexOfAny(['/', '\\', ':']) < 0 && text.IndexOfAny(Path.GetInvalidFileNameChars()) < 0;

    /// <summary>The names of a repository's sites: folders below <c>site</c> with a definition.</summary>
    public static IReadOnlyList<string> Sites(string repository) =>
        [.. Names(Path.Combine(repository, "site")).Where(name => File.Exists(Path.Combine(Site(repository, name), Definition)))];

    /// <summary>The names of a repository's site types: folders below <c>type</c>.</summary>
    public static IReadOnlyList<string> Types(string repository) => Names(Path.Combine(repository, "type"));

    /// <summary>
    /// The <c>*.yaml</c> files below a folder in ordinal order, without hidden files and folders and without anything in
    /// a folder <c>tools</c>; none where the folder does not exist.
    /// </summary>
    public static IEnumerable<string> Documents(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        var folders = new Stack<string>([folder]);
        while (folders.Count > 0)
        {
            var current = folders.Pop();
            foreach (var file in Sorted(Directory.EnumerateFiles(current)))
                if (!IsHidden(file) && file.EndsWith(".yaml", StringComparison.Ordinal)) yield return file;
            foreach (var below in Sorted(Directory.EnumerateDirectories(current)).Reverse())
                if (!IsHidden(below) && Path.GetFileName(below) != "tools" && !IsLink(below)) folders.Push(below);
        }
    }

    private static IReadOnlyList<string> Names(string folder) => !Directory.Exists(folder) ? []
        : [.. Sorted(Directory.EnumerateDirectories(folder)).Where(path => !IsHidden(path)).Select(path => Path.GetFileName(path))];

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith(".", StringComparison.Ordinal);

    /// <summary>Links to folders are not followed, as they may lead in a circle.</summary>
    private static bool IsLink(string folder) => (File.GetAttributes(folder) & FileAttributes.ReparsePoint) != 0;

    private static IEnumerable<string> Sorted(IEnumerable<string> paths) => paths.OrderBy(path => path, StringComparer.Ordinal);
}
