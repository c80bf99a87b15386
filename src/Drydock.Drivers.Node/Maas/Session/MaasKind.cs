using System;
using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.Session;

/// <summary>Where MAAS keeps objects of one kind, and how they read.</summary>
internal sealed class MaasKind
{
    private static readonly Dictionary<Type, MaasKind> All = new()
    {
        [typeof(MaasMachine)] = Of("machines/", MaasParsing.Machine),
        [typeof(MaasFabric)] = Of("fabrics/", MaasNetworkParsing.Fabric),
        // Fabrics hold all their VLANs: one request instead of one a fabric.
        [typeof(MaasVlan)] = new("fabrics/", null, page => Items(page).SelectMany(fabric => fabric.Items("vlans")), MaasNetworkParsing.Vlan),
        [typeof(MaasSubnet)] = Of("subnets/", MaasNetworkParsing.Subnet),
        [typeof(MaasSpace)] = Of("spaces/", MaasNetworkParsing.Space),
        [typeof(MaasIPRange)] = Of("ipranges/", MaasNetworkParsing.IPRange),
        [typeof(MaasStaticRoute)] = Of("static-routes/", MaasNetworkParsing.StaticRoute),
        [typeof(MaasDomain)] = Of("domains/", MaasSiteParsing.Domain),
        [typeof(MaasTag)] = Of("tags/", MaasSiteParsing.Tag),
        [typeof(MaasSshKey)] = Of("account/prefs/sshkeys/", MaasSiteParsing.SshKey),
        [typeof(MaasPackageRepository)] = Of("package-repositories/", MaasSiteParsing.PackageRepository),
        [typeof(MaasBootResource)] = Of("boot-resources/", MaasSiteParsing.BootResource),
        [typeof(MaasRackController)] = Of("rackcontrollers/", MaasSiteParsing.RackController),
        [typeof(MaasInterface)] = OfMachine("interfaces/", MaasParsing.Interface),
        [typeof(MaasBlockDevice)] = OfMachine("blockdevices/", MaasParsing.BlockDevice),
        [typeof(MaasVolumeGroup)] = OfMachine("volume-groups/", MaasParsing.VolumeGroup),
        [typeof(MaasScriptResult)] = new(null, "results/",
            page => Items(page).SelectMany(set => set.Items("results").Select(result => (JToken)new JArray(set, result))),
            pair => MaasSiteParsing.ScriptResult(pair[0]!, pair[1]!)),
    };

    private readonly string? _regionPath;
    private readonly string? _machinePath;
    private readonly Func<JToken, IEnumerable<JToken>> _split;
    private readonly Func<JToken, object> _parse;

    private MaasKind(string? regionPath, string? machinePath, Func<JToken, IEnumerable<JToken>> split, Func<JToken, object> parse)
    {
        _regionPath = regionPath;
        _machinePath = machinePath;
        _split = split;
        _parse = parse;
    }

    /// <summary>The kind of a type.</summary>
    /// <exception cref="ArgumentException">MAAS has no such kind of objects.</exception>
    public static MaasKind Of(Type type) => All.TryGetValue(type, out var kind) ? kind
        : throw new ArgumentException($"{type.Name} is no kind of object that can be read from MAAS.");

    /// <summary>The path of the list.</summary>
    /// <param name="systemId">The machine; null for the region.</param>
    /// <exception cref="ArgumentException">The kind is one of machines and no machine is given, or the other way round.</exception>
    public string Path(string? systemId) => (systemId, _regionPath, _machinePath) switch
    {
        (null, { } path, _) => path,
        ({ } id, _, { } path) => $"nodes/{Uri.EscapeDataString(id)}/{path}",
        _ => throw new ArgumentException(systemId is null ? "The id of a machine is needed." : "These objects belong to no machine."),
    };

    /// <summary>The path of one object of the region.</summary>
    /// <param name="id">Its id, or a tag's name.</param>
    public string Item(string id) => Path(null) + Uri.EscapeDataString(id) + "/";

    /// <summary>The objects of a list.</summary>
    public IEnumerable<object> Read(JToken page) => _split(page).Select(_parse);

    /// <summary>One object.</summary>
    public object ReadOne(JToken json) => _parse(json);

    private static MaasKind Of<T>(string path, Func<JToken, T> parse)
        where T : class => new(path, null, Items, parse);

    private static MaasKind OfMachine<T>(string path, Func<JToken, T> parse)
        where T : class => new(null, path, Items, parse);

    private static JArray Items(JToken page) => page as JArray ?? [];
}
