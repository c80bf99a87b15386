using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Drydock.Design;

namespace Drydock.Drivers.Node.Maas.Actions.Hardware;

/// <summary>A script of a hardware profile with its text.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Script">What the profile says of it.</param>
/// <param name="Text">Its text.</param>
internal sealed record ProfileScript(HardwareProfile Profile, HardwareScript Script, string Text)
{
    /// <summary>The tag that keeps MAAS from running a script on machines that did not ask for it.</summary>
    public const string NotByItself = "noauto";

    private static readonly Regex Metadata = new(
        @"^#\s*-+\s*Start MAAS [\d.]+ script metadata\s*-+\s*$(?<yaml>.*?)^#\s*-+\s*End MAAS", RegexOptions.Multiline | RegexOptions.Singleline);

    /// <summary>Reads a script's text, from its file where it has one.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<ProfileScript> ReadAsync(HardwareProfile profile, HardwareScript script)
    {
        if (script.Content is { } content) return new(profile, script, content);
        using var reader = new StreamReader(FileOf(profile, script), Encoding.UTF8);
        return new(profile, script, await reader.ReadToEndAsync().ConfigureAwait(false));
    }

    /// <summary>The script's file: relative to the profile's document.</summary>
    public static string FileOf(HardwareProfile profile, HardwareScript script)
    {
        var folder = profile.Source is { File: not "-" and var file } ? Path.GetDirectoryName(file) : null;
        return Path.Combine(folder ?? "", script.Path ?? "");
    }

    /// <summary>The script as Linux wants it: its first line must not end in a carriage return.</summary>
    public byte[] Bytes => new UTF8Encoding(false).GetBytes(Text.Replace("\r\n", "\n"));

    /// <summary>Its tags in MAAS; those of the script's own metadata are MAAS's affair.</summary>
    public IReadOnlyList<string> Tags => [.. Purpose.Concat(Script.Tags).Append(NotByItself).Distinct()];

    /// <summary>The kind, in MAAS's number.</summary>
    public int MaasType => Script.Type == HardwareScriptType.Commissioning ? 0 : 2;

    /// <summary>Whether the script's own metadata (a YAML block in comments) state a field, which MAAS lets nobody override.</summary>
    public bool StatesItself(string field) => Metadata.Match(Text) is { Success: true } block
        && Regex.IsMatch(block.Groups["yaml"].Value, @"^#\s?" + Regex.Escape(field) + @"\s*:", RegexOptions.Multiline);

    private IEnumerable<string> Purpose =>
        Script.Purpose == HardwareScriptPurpose.Other ? [] : [Script.Purpose.ToString().ToLowerInvariant()];
}
