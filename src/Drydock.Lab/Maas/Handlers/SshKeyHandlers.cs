using System;
using System.Linq;
using Drydock.Lab.Maas.Api;
using Drydock.Lab.Maas.Model;
using Drydock.Lab.Maas.Rendering;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Maas.Handlers;

/// <summary><c>account/prefs/sshkeys/</c>: the keys of whoever asks.</summary>
internal static class SshKeyHandlers
{
    private static readonly string[] KeyTypes = ["ssh-rsa", "ssh-dss", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"];

    public static void Map(Router router)
    {
        router.Map("account/prefs/sshkeys/")
            .Get(call => MaasReply.Json(new JArray(call.User.SshKeys.Select(key => key.Json(created: false)))))
            .Post(Create);
        router.Map("account/prefs/sshkeys/{id}/").Get(call => MaasReply.Json(Find(call).Json(created: false))).Delete(Delete);
    }

    private static SshKey Find(MaasCall call) => call.User.SshKeys.Find(key => key.Id == call.PathId("id")) ?? throw MaasError.NotFound("SSHKey");

    private static MaasReply Create(MaasCall call)
    {
        var text = call.Form.RequiredText("key").Trim();
        call.Form.Check();
        if (Fault(text) is { } fault) throw MaasError.Field("key", "Invalid SSH public key: " + fault);
        if (call.User.SshKeys.Exists(other => other.Key == text)) throw MaasError.Field("__all__", "This key has already been added for this user.");
        var key = new SshKey(call.Region.NextId("sshkey"), text);
        call.User.SshKeys.Add(key);
        return MaasReply.Created(key.Json(created: true));
    }

    private static MaasReply Delete(MaasCall call)
    {
        call.User.SshKeys.Remove(Find(call));
        return MaasReply.NoContent();
    }

    private static string? Fault(string key)
    {
        var parts = key.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
            return $"Key should contain 2 or more space separated parts (key type, base64-encoded key, optional comments), not {parts.Length}: {key}";
        if (!KeyTypes.Contains(parts[0])) return $"Key type {parts[0]} not recognised; it should be one of: {string.Join(" ", KeyTypes)}";
        try
        {
            var content = Convert.FromBase64String(parts[1]);
            var length = content.Length < 4 ? 0 : (content[0] << 24) | (content[1] << 16) | (content[2] << 8) | content[3];
            var named = length > 0 && length <= content.Length - 4 ? System.Text.Encoding.ASCII.GetString(content, 4, length) : "";
            return named == parts[0] ? null : "Key could not be converted to RFC4716 form.";
        }
        catch (FormatException)
        {
            return "Key could not be converted to RFC4716 form.";
        }
    }
}
