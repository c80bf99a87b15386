using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.Core.Design;

/// <summary>Collects the files of a site design.</summary>
public static class SiteFiles
{
    private static readonly char[] Wildcards = ['*', '?', '['];
    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>Reads the files that paths name.</summary>
    /// <param name="paths">
    /// Files, folders (their <c>*.yaml</c> and <c>*.yml</c> files at any depth), and paths with the wildcards <c>*</c>,
    /// <c>?</c>, <c>[ab]</c> and, for folders at any depth, <c>**</c>. A file that several paths name is read once.
    /// </param>
    /// <param name="cancel">Ends the reading.</param>
    /// <returns>The texts, by path and within a path in ordinal order of their names, named as the paths are.</returns>
    /// <exception cref="DrydockException">A path leads to nothing, or a file cannot be read (<c>Drydock.Design.NotFound</c>).</exception>
    public static async Task<IReadOnlyList<SiteSource>> ReadAsync(IEnumerable<string> paths, CancellationToken cancel)
    {
        var sources = new List<SiteSource>();
        foreach (var file in Find(paths))
        {
            cancel.ThrowIfCancellationRequested();
            sources.Add(new SiteSource(file, await ReadAsync(file, cancel).ConfigureAwait(false)));
        }
        return sources;
    }

    /// <summary>The files that paths name, without reading them.</summary>
    /// <param name="paths">As for <see cref="ReadAsync(IEnumerable{string}, CancellationToken)"/>.</param>
    /// <exception cref="DrydockException">A path leads to nothing.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = new List<string>();
        foreach (var path in paths ?? throw new ArgumentNullException(nameof(paths)))
            files.AddRange(Resolve(path).Where(file => seen.Add(Path.GetFullPath(file))));
        return files;
    }

    private static List<string> Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw NotFound(path, "An empty path names no file.");
        try
        {
            if (File.Exists(path)) return [path];
            if (Directory.Exists(path))
            {
                var inFolder = Documents(path);
                return inFolder.Count > 0 ? inFolder : throw NotFound(path, $"The folder '{path}' has no *.yaml or *.yml file.");
            }
            if (path.IndexOfAny(Wildcards) < 0) throw NotFound(path, $"There is no file or folder '{path}'.");
            var matches = Match(path);
            return matches.Count > 0 ? matches : throw NotFound(path, $"Nothing matches '{path}'.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotFound(path, $"'{path}' cannot be searched: {error.Message}", error);
        }
    }

    /// <summary>Follows a path with wildcards, segment by segment.</summary>
    private static List<string> Match(string path)
    {
        var root = Path.GetPathRoot(path) ?? "";
        var segments = path.Substring(root.Length).Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        List<string> found = [root];
        foreach (var segment in segments.Take(segments.Length - 1)) found = [.. found.SelectMany(folder => Folders(folder, segment))];
        var last = segments[segments.Length - 1];
        var entries = found.SelectMany(folder => last == "**" ? Folders(folder, last) : Entries(folder, last)).ToList();
        return [.. entries.SelectMany(entry => Directory.Exists(entry) ? Documents(entry) : File.Exists(entry) ? [entry] : [])];
    }

    private static IEnumerable<string> Folders(string folder, string segment)
    {
        if (segment != "**") return Entries(folder, segment).Where(Directory.Exists);
        var below = Sorted(Directory.EnumerateDirectories(Here(folder), "*", SearchOption.AllDirectories));
        return new[] { folder }.Concat(below.Select(name => Named(folder, name)));
    }

    private static IEnumerable<string> Entries(string folder, string segment)
    {
        if (segment.IndexOfAny(Wildcards) < 0) return [Path.Combine(folder, segment)];
        if (!Directory.Exists(Here(folder))) return [];
        var pattern = new Regex(@"\A" + Regex.Escape(segment).Replace(@"\*", ".*").Replace(@"\?", ".").Replace(@"\[", "[") + @"\z",
            Path.DirectorySeparatorChar == '\\' ? RegexOptions.IgnoreCase : RegexOptions.None);
        return Sorted(Directory.EnumerateFileSystemEntries(Here(folder)).Where(entry => pattern.IsMatch(Path.GetFileName(entry))))
            .Select(entry => Path.Combine(folder, Path.GetFileName(entry)));
    }

    private static List<string> Documents(string folder) =>
        [.. Sorted(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsDocument))];

    private static bool IsDocument(string file) => file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
        || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Sorted(IEnumerable<string> paths) => paths.OrderBy(path => path, StringComparer.Ordinal);

    private static string Here(string folder) => folder.Length == 0 ? "." : folder;

    /// <summary>Takes the <c>./</c> off that stands for an empty folder.</summary>
    private static string Named(string folder, string path) => folder.Length == 0 ? path.Substring(2) : path;

    private static async Task<string> ReadAsync(string file, CancellationToken cancel)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 65536, useAsync: true);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, 65536, cancel).ConfigureAwait(false);
            bytes.Position = 0;
            using var reader = new StreamReader(bytes, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotFound(file, $"The file '{file}' cannot be read: {error.Message}", error);
        }
    }

    private static DrydockException NotFound(string path, string message, Exception? inner = null) =>
        new(ErrorCatalogue.DesignNotFound, message, inner) { Target = path };
}
