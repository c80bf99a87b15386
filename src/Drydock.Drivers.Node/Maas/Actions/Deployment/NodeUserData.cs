using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Core.BootActions;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Session;
using Drydock.Drivers.Node.Maas.State;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Actions.Deployment;

/// <summary>
/// What a node gets at its first boot from the boot actions that concern it, as cloud-init takes it: files, systemd units,
/// packages, and the node's own key, with which it signs reports of boot actions. All is secret: it may hold passwords.
/// </summary>
/// <param name="Document">The cloud-config document.</param>
/// <param name="KeyDigest">SHA-256 of the node's key in hexadecimal, by which a receiver of reports knows it.</param>
internal sealed record NodeUserData(Secret Document, string KeyDigest)
{
    /// <summary>Where a node finds its key.</summary>
    public const string KeyFile = "/etc/drydock/bootaction.key";

    /// <summary>The annotation with the digest of a node's key.</summary>
    public const string KeyAnnotation = "drydock-bootaction-key-sha256";

    private static readonly string[] Enable = ["systemctl", "enable"];
    private static readonly string[] Start = ["systemctl", "start", "--no-block"];

    /// <summary>Makes a node's user data with a new key; null where no boot action concerns the node.</summary>
    /// <exception cref="Errors.DrydockException">An asset cannot be had or rendered; the message names it.</exception>
    public static async Task<NodeUserData?> MakeAsync(MaasSession session, BaremetalNode node, CancellationToken cancel)
    {
        var actions = (node.Site?.BootActions ?? ItemList<BootAction>.Empty).Where(action => action.TargetNodes.Contains(node.Name)).ToList();
        if (actions.Count == 0) return null;
        var bytes = new byte[32];
        using (var random = RandomNumberGenerator.Create()) random.GetBytes(bytes);
        var key = new Secret(Hex(bytes));
        var files = new JArray(File(KeyFile, Encoding.UTF8.GetBytes(key.Reveal() + "\n"), 0x100));
        var (packages, units) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        foreach (var action in actions)
        {
            var values = BootActionContext.Of(action, node, key);
            foreach (var asset in action.Assets)
            {
                if (asset.Packages is { } list)
                {
                    foreach (var package in list) packages[package.Key] = package.Value;
                    continue;
                }

                var content = await ContentAsync(session, node, action, asset, values, cancel).ConfigureAwait(false);
                var path = asset.Path ?? throw Fault(node, action, "an asset has no path");
                files.Add(File(path, content, asset.Permissions ?? (asset.Type == "unit" ? 0x1a4 : 0x180)));
                if (asset.Type == "unit") units.Add(path.Substring(path.LastIndexOf('/') + 1));
            }
        }

        return new(new Secret(Write(files, packages, units)), Digest(key));
    }

    /// <summary>JSON is YAML, and needs no rules for quoting.</summary>
    private static string Write(JArray files, Dictionary<string, string> packages, List<string> units)
    {
        var document = new JObject { ["write_files"] = files };
        if (packages.Count > 0)
        {
            document["package_update"] = true;
            document["packages"] = new JArray(packages.Select(package =>
                package.Value.Length == 0 ? (JToken)package.Key : new JArray(package.Key, package.Value)));
        }

        if (units.Count > 0)
        {
            document["runcmd"] = new JArray(new JArray("systemctl", "daemon-reload"),
                new JArray([.. Enable, .. units]), new JArray([.. Start, .. units]));
        }

        return "#cloud-config\n" + document.ToString(Formatting.Indented) + "\n";
    }

    private static async Task<byte[]> ContentAsync(MaasSession session, BaremetalNode node, BootAction action, BootActionAsset asset,
        IReadOnlyDictionary<string, object?> values, CancellationToken cancel)
    {
        try
        {
            var content = Encoding.UTF8.GetBytes(asset.Data ?? "");
            if (asset.Data is null && asset.Location is { } location)
            {
                var where = Encoding.UTF8.GetString(AssetPipeline.Run(Encoding.UTF8.GetBytes(location), asset.LocationPipeline, values)).Trim();
                var folder = action.Source is { File: not "-" and var file } ? Path.GetDirectoryName(file) ?? "" : "";
                content = await session.Assets.GetAsync(where, folder, cancel).ConfigureAwait(false);
            }

            return AssetPipeline.Run(content, asset.DataPipeline, values);
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Fault(node, action, $"its asset {asset.Path ?? asset.Location} cannot be made: {fault.Message}");
        }
    }

    private static Errors.DrydockException Fault(BaremetalNode node, BootAction action, string what) =>
        DesignFault.Misconfigured(node, $"boot action '{action.Name}': {what}");

    private static JObject File(string path, byte[] content, int permissions) => new()
    {
        ["path"] = path,
        ["owner"] = "root:root",
        ["permissions"] = "0" + Convert.ToString(permissions, 8).PadLeft(3, '0'),
        ["encoding"] = "b64",
        ["content"] = Convert.ToBase64String(content),
    };

    private static string Digest(Secret key)
    {
        using var hash = SHA256.Create();
        return Hex(hash.ComputeHash(Encoding.UTF8.GetBytes(key.Reveal())));
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
