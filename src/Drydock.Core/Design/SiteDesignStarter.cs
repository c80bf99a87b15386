using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Drydock.Core.Design.Starting;
using Drydock.Core.Design.Writing;
using Drydock.Design;

namespace Drydock.Core.Design;

/// <summary>
/// Writes a commented starter site of three networks, one rack, one hardware profile, one host profile and some nodes. It
/// names no password: the BMCs' comes from the environment variable <c>DRYDOCK_OOB_PASSWORD</c>.
/// </summary>
public sealed class SiteDesignStarter : ISiteDesignStarter
{
    private const int MostNodes = 10_000;

    private static readonly string[] Files = ["region.yaml", "networks.yaml", "racks.yaml", "profiles.yaml", "bootactions.yaml"];

    private static readonly Regex Label = new(@"\A[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\z", RegexOptions.CultureInvariant);
    private static readonly Regex Word = new(@"\A[a-zA-Z0-9][a-zA-Z0-9./_+-]*\z", RegexOptions.CultureInvariant);

    /// <summary>What each type needs beside its network. Lines of the block <c>oob</c>.</summary>
    private static readonly Dictionary<string, string> OobSettings = new(StringComparer.Ordinal)
    {
        ["ipmi"] = Login + "\n    # port: 623\n    # privilege: operator\n    # cipher_suite: 17",
        ["redfish"] = Login + "\n    # A BMC's address may be a URL, at its node: address: https://10.20.0.10:8443"
            + "\n    # How its certificate is verified: a CA bundle, a SHA-256 pin, or no-verify.\n    # tls: ca.pem",
        ["libvirt"] = "    # The hypervisor; its key is the SSH client's.\n    libvirt_uri: qemu+ssh://virt@hypervisor/system"
            + "\n    # The domain's name, where it is not the node's; at its node.\n    # domain: vm1",
        ["manual"] = "    # Somebody switches power and boot device by hand.",
    };

    private const string Login = """
            account: admin
            # Where the password is kept: an environment variable, or secret://vault/name in a SecretManagement vault. The password
            # itself may stand here, too.
            credential: env://DRYDOCK_OOB_PASSWORD
        """;

    /// <inheritdoc/>
    public IReadOnlyList<SiteSource> Start(SiteStartOptions? options = null)
    {
        options ??= new SiteStartOptions();
        Check(options);
        var oob = new AddressPlan(nameof(options.OobCidr), options.OobCidr, options.NodeCount);
        var pxe = new AddressPlan(nameof(options.PxeCidr), options.PxeCidr, options.NodeCount);
        var management = new AddressPlan(nameof(options.ManagementCidr), options.ManagementCidr, options.NodeCount);
        Refuse(oob, pxe);
        Refuse(oob, management);
        Refuse(pxe, management);
        var nodes = new StarterNodes(options, oob, management);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = Quoted(options.Name),
            ["domain"] = options.Domain,
            ["image"] = Quoted(options.Image),
            ["kernel"] = Quoted(options.Kernel),
            ["node"] = nodes.Name(0),
            ["oob.type"] = options.OobType,
            ["oob.settings"] = OobSettings[options.OobType],
        };
        foreach (var (key, plan) in new[] { ("oob", oob), ("pxe", pxe), ("management", management) })
        {
            values[key + ".cidr"] = plan.Cidr;
            values[key + ".gateway"] = plan.Gateway;
            values[key + ".reserved"] = plan.Reserved;
            values[key + ".first"] = plan.First;
            values[key + ".last"] = plan.Last;
        }
        return
        [
            .. Files.Select(file => new SiteSource(file, StarterTemplate.Fill(file, values))),
            new SiteSource("nodes.yaml", StarterTemplate.Fill("nodes.yaml", values) + nodes.Documents()),
        ];
    }

    private static void Check(SiteStartOptions options)
    {
        if (!Label.IsMatch(options.Name ?? "")) throw AddressPlan.NotPossible($"The name '{options.Name}' is no name for a site; expected letters, digits and hyphens.", options.Name);
        if (options.NodeCount is < 1 or > MostNodes) throw AddressPlan.NotPossible($"A site of {options.NodeCount} nodes cannot be made; expected 1 to {MostNodes}.", options.NodeCount);
        if (!Label.IsMatch((options.NodePrefix ?? "") + options.NodeCount))
            throw AddressPlan.NotPossible($"'{options.NodePrefix}' cannot begin the name of a node; expected letters, digits and hyphens.", options.NodePrefix);
        if (!OobSettings.ContainsKey(options.OobType ?? ""))
            throw AddressPlan.NotPossible($"The type '{options.OobType}' is not known; expected {string.Join(", ", OobSettings.Keys)}.", options.OobType);
        if (!(options.Domain ?? "").Split('.').All(Label.IsMatch)) throw AddressPlan.NotPossible($"'{options.Domain}' is no domain; expected one such as example.org.", options.Domain);
        foreach (var text in new[] { options.Image, options.Kernel })
            if (!Word.IsMatch(text ?? "")) throw AddressPlan.NotPossible($"'{text}' is no image or kernel; expected one such as jammy or ga-22.04.", text);
    }

    private static void Refuse(AddressPlan one, AddressPlan other)
    {
        if (one.Overlaps(other)) throw AddressPlan.NotPossible($"{one.Option} {one.Cidr} and {other.Option} {other.Cidr} overlap.", other.Cidr);
    }

    /// <summary>The text in quotes, if YAML would take it for something else.</summary>
    private static string Quoted(string text) => YamlDesignWriter.IsAmbiguous(text) ? $"'{text}'" : text;
}
