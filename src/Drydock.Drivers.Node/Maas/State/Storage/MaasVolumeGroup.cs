using System.Linq;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>An LVM volume group of a machine (<c>VolumeGroupHandler</c>); sizes in bytes.</summary>
public sealed record MaasVolumeGroup
{
    /// <summary>MAAS's id.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The UUID.</summary>
    public string? Uuid { get; init; }

    /// <summary>The size, a multiple of 4 MiB.</summary>
    public long Size { get; init; }

    /// <summary>Ids of the disks that it has whole.</summary>
    public ItemList<int> DiskIds { get; init; } = ItemList<int>.Empty;

    /// <summary>Ids of the partitions that it has.</summary>
    public ItemList<int> PartitionIds { get; init; } = ItemList<int>.Empty;

    /// <summary>Logical volumes; their names begin with the group's and a hyphen.</summary>
    public ItemList<MaasBlockDevice> Volumes { get; init; } = ItemList<MaasBlockDevice>.Empty;

    /// <summary>Reads a volume group.</summary>
    /// <param name="json">The group's JSON.</param>
    public static MaasVolumeGroup Parse(JToken json)
    {
        var members = json.Items("devices").ToLookup(member => member.Text("type") == "partition", member => member.Int("id"));
        return new()
        {
            Id = json.Int("id"),
            Name = json.Text("name"),
            Uuid = json.OptionalText("uuid"),
            Size = json.Number("size") ?? 0,
            DiskIds = new(members[false]),
            PartitionIds = new(members[true]),
            Volumes = new(json.Items("logical_volumes").Select(MaasParsing.BlockDevice)),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
