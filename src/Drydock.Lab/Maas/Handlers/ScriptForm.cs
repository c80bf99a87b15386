using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Handlers;

/// <summary>Fields of scripts (maasserver/forms/script.py), and of those who choose among them.</summary>
internal static class ScriptForm
{
    private static readonly Regex NameForm = new(@"^[\w.-]+$", RegexOptions.CultureInvariant);
    private static readonly string[] Hardware = ["node", "cpu", "memory", "storage", "network", "gpu"];
    private static readonly string[] Parallel = ["disabled", "instance", "any"];

    public static ScriptKind ParseKind(string text) => text.ToLowerInvariant() switch
    {
        "commissioning" or "commission" or "0" => ScriptKind.Commissioning,
        "testing" or "test" or "2" => ScriptKind.Testing,
        _ => throw MaasError.BadRequest("Script type must be commissioning, testing or release"),
    };

    /// <summary>Scripts by name, tag or id; <c>none</c> for none, and the default ones where nothing is said.</summary>
    public static ScriptChoice ReadChoice(MaasCall call, string field, ScriptKind kind, bool mayBeNone)
    {
        var form = call.Form;
        var words = form.HasText(field) ? form.Words(field) : null;
        if (mayBeNone && words is { Count: 1 } && words[0] == "none") words = [];
        foreach (var word in (words ?? []).Where(word => !call.Region.Scripts.Exists(script => script.Kind == kind && script.Answers(word))))
            form.Error(field, $"Select a valid choice. {word} is not one of the available choices.");
        return new(words, form.Names.ToDictionary(name => name, name => form.Text(name)!, StringComparer.Ordinal));
    }

    public static NodeScript Create(MaasCall call)
    {
        var form = call.Form;
        var embedded = Embedded(form);
        var name = embedded.Find("name") ?? form.Text("name") ?? "";
        if (name.Length == 0) form.Error("name", Form.Required);
        if (!form.Has("script")) form.Error("script", Form.Required);
        CheckName(call, name, null);
        var id = call.Region.NextId("script");
        var script = new NodeScript { Id = id, Name = name, Kind = ScriptKind.Testing };
        Apply(call, script, embedded);
        form.Check();
        return script;
    }

    public static NodeScript Update(MaasCall call, NodeScript script)
    {
        var form = call.Form;
        var embedded = Embedded(form);
        var name = embedded.Find("name") ?? form.Text("name");
        if (name is { Length: > 0 }) CheckName(call, name, script);
        if (script.IsDefault)
        {
            foreach (var field in form.Names.Where(field => field is not ("tags" or "timeout"))) form.Error(field, "Not allowed to change on default scripts.");
        }

        form.Check();
        if (name is { Length: > 0 }) script.Name = name;
        Apply(call, script, embedded);
        form.Check();
        return script;
    }

    private static Dictionary<string, string> Embedded(Form form)
    {
        if (!form.Has("script")) return [];
        var content = form.Text("script")!;
        if (!content.StartsWith("#!/", StringComparison.Ordinal)) form.Error("script", "Must start with shebang.");
        return ScriptMetadata.Read(content, form);
    }

    private static void CheckName(MaasCall call, string name, NodeScript? self)
    {
        if (name == "none") call.Form.Error("name", "\"none\" is a reserved name.");
        else if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)) call.Form.Error("name", "Cannot be a number.");
        else if (name.Length > 0 && !NameForm.IsMatch(name)) call.Form.Error("name", $"Name '{name}' contains disallowed characters, e.g. space or quotes.");
        else if (call.Region.Scripts.Exists(other => other != self && other.Name == name)) call.Form.Error("name", "Script with this Name already exists.");
    }

    private static void Apply(MaasCall call, NodeScript script, Dictionary<string, string> embedded)
    {
        var form = call.Form;
        if (Text("title") is { } title) script.Title = title;
        if (Text("description") is { } description) script.Description = description;
        if (Text("tags") is { } tags) script.Tags = Words(tags);
        if ((Text("script_type") ?? Text("type")) is { Length: > 0 } kind) script.Kind = ParseKind(kind);
        if (Text("hardware_type") is { Length: > 0 } hardware) script.Hardware = Choice("hardware_type", hardware, Hardware);
        if (Text("parallel") is { Length: > 0 } parallel) script.Parallel = Choice("parallel", parallel, Parallel);
        if (Text("timeout") is { Length: > 0 } timeout) script.Timeout = Duration(form, timeout);
        if (Text("for_hardware") is { } models) script.ForHardware = Words(models);
        if (Flag("destructive") is { } destructive) script.Destructive = destructive;
        if (Flag("may_reboot") is { } reboots) script.MayReboot = reboots;
        if (Flag("recommission") is { } again) script.Recommission = again;
        if (Flag("apply_configured_networking") is { } networking) script.ApplyConfiguredNetworking = networking;
        ScriptMetadata.Apply(script, embedded, form);
        if (form.Has("script") && form.Text("script") != script.Content)
        {
            var comment = form.Text("comment") ?? "";
            script.History.Insert(0, new(call.Region.NextId("scriptversion", 1000), comment, call.Region.Clock.UtcNow, form.Text("script")!));
        }

        // A script's own text wins over the request, which must not contradict it.
        string? Text(string field) => embedded.Find(field) ?? form.Text(field);

        bool? Flag(string field) => embedded.Find(field) is { } own ? own.Equals("true", StringComparison.OrdinalIgnoreCase) : form.Flag(field);

        int Choice(string field, string text, string[] names)
        {
            var index = Array.IndexOf(names, text.ToLowerInvariant());
            if (index < 0 && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < names.Length))
                form.Error(field, $"Select a valid choice. {text} is not one of the available choices.");
            return index < 0 || index >= names.Length ? 0 : index;
        }
    }

    private static List<string> Words(string text) =>
        [.. text.Split(',').Select(word => word.Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];

    private static TimeSpan Duration(Form form, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(seconds);
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)) return time;
        form.Error("timeout", "Enter a valid duration.");
        return TimeSpan.Zero;
    }
}
