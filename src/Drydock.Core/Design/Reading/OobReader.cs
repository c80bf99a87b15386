using System.Collections.Generic;
using System.Globalization;
using Drydock.Core.Design.Documents;
using Drydock.Design;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads out-of-band settings: the keys that every driver may need, and free ones beside them.</summary>
internal sealed class OobReader(FieldReader fields, Removals removed)
{
    private const int HighestPort = 65535;

    public OobSettings Read()
    {
        var extensions = new List<KeyValuePair<string, string>>();
        var settings = new OobSettings();
        foreach (var entry in fields.Entries)
        {
            var (key, value) = (entry.Key.Text, entry.Value);
            if (key.StartsWith("!", System.StringComparison.Ordinal)) Remove(key.Substring(1), extensions);
            else if (value is YamlScalar { IsNull: true } or YamlScalar { Text: "!" }) Remove(key, extensions);
            else settings = Set(settings, entry, extensions);
        }
        return extensions.Count == 0 ? settings : settings with { Extensions = new TextMap(extensions) };
    }

    private OobSettings Set(OobSettings settings, YamlEntry entry, List<KeyValuePair<string, string>> extensions)
    {
        var value = entry.Value;
        switch (entry.Key.Text)
        {
            case "type": return settings with { Type = fields.TextOf(value, ".type") };
            case "network": return settings with { Network = fields.TextOf(value, ".network") };
            case "account": return settings with { Account = fields.TextOf(value, ".account") };
            case "credential": return settings with { Credential = Credential(value) };
            case "address": return settings with { Address = fields.TextOf(value, ".address") };
            case "port": return settings with { Port = Port(value) };
            case "libvirt_uri": return settings with { LibvirtUri = fields.TextOf(value, ".libvirt_uri") };
            default:
                Extend(entry, fields, "", extensions);
                return settings;
        }
    }

    /// <summary>Notes a free setting; those in a mapping get the mapping's key and a dot before their own.</summary>
    private static void Extend(YamlEntry entry, FieldReader owner, string prefix, List<KeyValuePair<string, string>> extensions)
    {
        var key = prefix + entry.Key.Text;
        if (entry.Value is YamlMapping)
        {
            var inner = owner.MappingOf(entry.Value, "." + entry.Key.Text)!;
            foreach (var part in inner.Entries) Extend(part, inner, key + ".", extensions);
        }
        else if (owner.ScalarOf(entry) is { } text)
        {
            extensions.Add(new(key, text));
        }
    }

    private void Remove(string key, List<KeyValuePair<string, string>> extensions)
    {
        if (key is "type" or "network" or "account" or "credential" or "address" or "port" or "libvirt_uri")
            removed.Add(".oob." + key);
        else
            extensions.Add(new("!" + key, ""));
    }

    private Secret? Credential(YamlValue value)
    {
        if (value is YamlScalar { Kind: ScalarKind.Text } text) return new Secret(text.Text);
        // What stands there may be the password, so it is not shown.
        fields.Error(value, ".credential", value is YamlScalar ? "is a number or boolean; expected a text."
            : $"is {value.Describe()}; expected a text.", "Put quotes around the password.");
        return null;
    }

    private int? Port(YamlValue value)
    {
        var text = (value as YamlScalar)?.Text;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        if (isNumber && port is > 0 and <= HighestPort) return port;
        fields.Wrong(value, "port", $"a port from 1 to {HighestPort}");
        return null;
    }
}
