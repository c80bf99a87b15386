using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Core.Design.Documents;
using Drydock.Design;
using Drydock.Drivers;

namespace Drydock.Core.Design.Reading;

/// <summary>Reads out-of-band settings. Keys that are none of Drydock's may be a registered driver's, whose type may be inherited.</summary>
internal sealed class OobReader(FieldReader fields, Removals removed)
{
    private const int HighestPort = 65535;
    private const string Times = "timeouts";

    private readonly OobSecrets _secrets = new(fields);
    private readonly List<KeyValuePair<string, string>> _extensions = [];

    public OobSettings Read()
    {
        var settings = new OobSettings();
        foreach (var entry in fields.Entries)
        {
            var (key, value) = (entry.Key.Text, entry.Value);
            if (key.StartsWith("!", StringComparison.Ordinal)) Remove(key.Substring(1));
            else if (IsRemoval(value)) Remove(key);
            else settings = Set(settings, entry);
        }
        return _extensions.Count == 0 ? settings : settings with { Extensions = new TextMap(_extensions) };
    }

    private static bool IsRemoval(YamlValue value) => value is YamlScalar { IsNull: true } or YamlScalar { Text: "!" };

    private OobSettings Set(OobSettings settings, YamlEntry entry)
    {
        var (key, value) = (entry.Key.Text, entry.Value);
        switch (key)
        {
            case "type": return settings with { Type = Text(key, value) };
            case "network": return settings with { Network = Text(key, value) };
            case "account": return settings with { Account = Text(key, value) };
            case "credential":
                var (credential, kept) = _secrets.Password(value);
                return settings with { Credential = credential, CredentialReference = kept };
            case "address": return settings with { Address = Text(key, value) };
            case "port": return settings with { Port = Number(key, value, 1, HighestPort, $"a port from 1 to {HighestPort}") };
            case "ipmi_port": return settings with { IpmiPort = Number(key, value, 1, HighestPort, $"a port from 1 to {HighestPort}") };
            case "redfish_port": return settings with { RedfishPort = Number(key, value, 1, HighestPort, $"a port from 1 to {HighestPort}") };
            case "cipher_suite": return settings with { CipherSuite = CipherSuite(value) };
            case "privilege":
                return settings with
                {
                    Privilege = Word(key, value, ("user", OobPrivilege.User), ("operator", OobPrivilege.Operator), ("administrator", OobPrivilege.Administrator)),
                };
            case "kg":
                var (kg, keptKg) = _secrets.Kg(value);
                return settings with { Kg = kg, KgReference = keptKg };
            case "system_id": return settings with { SystemId = fields.ScalarOf(entry) };
            case "auth":
                return settings with
                {
                    Authentication = Word(key, value,
                        ("auto", OobAuthentication.Auto), ("session", OobAuthentication.Session), ("basic", OobAuthentication.Basic)),
                };
            case "tls": return settings with { Tls = new TlsReader(fields).Read(value) };
            case "boot_mode": return settings with { BootMode = Word(key, value, ("bios", BootMode.Legacy), ("uefi", BootMode.Uefi)) };
            case "libvirt_uri": return settings with { LibvirtUri = Text(key, value) };
            case "domain": return settings with { Domain = Text(key, value) };
            case Times: return settings with { Timeouts = Timeouts(value) };
            default:
                Extend(entry, fields, "");
                return settings;
        }
    }

    private string? Text(string key, YamlValue value) => fields.TextOf(value, "." + key);

    private int? Number(string key, YamlValue value, int least, int most, string expected)
    {
        var text = (value as YamlScalar)?.Text;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        fields.Wrong(value, key, expected);
        return null;
    }

    private int? CipherSuite(YamlValue value)
    {
        if (value is YamlScalar { Text: "3" or "17" } scalar) return int.Parse(scalar.Text, CultureInfo.InvariantCulture);
        fields.Error(value, ".cipher_suite", $"is {value.Describe()}; expected 3 or 17.",
            "Leave the key out to have the suite negotiated; others are not safe.");
        return null;
    }

    private T? Word<T>(string key, YamlValue value, params (string Word, T Meaning)[] choices)
        where T : struct
    {
        var word = (value as YamlScalar)?.Text ?? "";
        foreach (var choice in choices)
            if (choice.Word == word) return choice.Meaning;
        var words = choices.Select(choice => choice.Word);
        fields.Error(value, "." + key,
            $"is {value.Describe()}; expected {string.Join(" or ", words)}.{fields.Findings.Names.DidYouMean(word, words)}");
        return null;
    }

    private OobTimeouts Timeouts(YamlValue value)
    {
        if (fields.MappingOf(value, "." + Times) is not { } inner) return OobTimeouts.None;
        var timeouts = new OobTimeouts(Seconds(inner, "connect"), Seconds(inner, "request"), Seconds(inner, "action"));
        inner.Finish();
        return timeouts;
    }

    private TimeSpan? Seconds(FieldReader times, string key)
    {
        var value = times.Value(key);
        if (value is not null && IsRemoval(value))
        {
            removed.Add($".oob.{Times}.{key}");
        }
        else if (value is YamlScalar { Kind: ScalarKind.Integer or ScalarKind.Float } scalar
            && double.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= 86400)
        {
            return TimeSpan.FromSeconds(seconds);
        }
        else if (value is not null)
        {
            times.Wrong(value, key, "a number of seconds, more than 0 and at most 86400");
        }
        return null;
    }

    /// <summary>Notes a free setting; those in a mapping get the mapping's key and a dot before their own.</summary>
    private void Extend(YamlEntry entry, FieldReader owner, string prefix)
    {
        var key = prefix + entry.Key.Text;
        if (entry.Value is YamlMapping)
        {
            var inner = owner.MappingOf(entry.Value, "." + entry.Key.Text)!;
            foreach (var part in inner.Entries) Extend(part, inner, key + ".");
        }
        else if (owner.ScalarOf(entry) is { } text)
        {
            _extensions.Add(new(key, text));
        }
    }

    private void Remove(string key)
    {
        if (OobKeys.All.Contains(key)) removed.Add(".oob." + key);
        else _extensions.Add(new("!" + key, ""));
    }
}
