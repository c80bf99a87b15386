using System.Linq;
using System.Text;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Maas;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Node.Tests.State;

/// <summary>Machines recorded from MAAS 3.4.10, cut down to what interfaces and storage need.</summary>
internal static class RecordedMachines
{
    /// <summary>Freshly commissioned: four NICs, four disks, MAAS's default layout.</summary>
    public static MaasMachine Ready { get; } = Read("""
        {
        "system_id":"4dpwwg","hostname":"n1","status":4,"status_name":"Ready","architecture":"amd64/generic","bios_boot_method":null,"current_commissioning_result_id":2,"boot_disk":{"id":1},"volume_groups":[],"default_gateways":{"ipv4":{"gateway_ip":"10.11.0.1","link_id":null}},
        "interface_set":[
          {"id":2,"name":"eno1","type":"physical","mac_address":"52:54:01:00:00:01","parents":[],"children":[],"effective_mtu":1500,"params":{},"vlan":{"id":1,"vid":0,"fabric_id":0,"mtu":1500},"links":[{"id":6,"mode":"auto","subnet":{"id":1,"cidr":"10.11.0.0/24"}}]},
          {"id":5,"name":"eno2","type":"physical","mac_address":"52:54:00:04:ff:01","parents":[],"children":[],"effective_mtu":1500,"params":{},"vlan":{"id":2,"vid":0,"fabric_id":1,"mtu":1500},"links":[{"id":7,"mode":"link_up"}]},
          {"id":6,"name":"ens3f0","type":"physical","mac_address":"52:54:00:04:ff:02","parents":[],"children":[],"effective_mtu":1500,"params":{},"vlan":{"id":3,"vid":0,"fabric_id":2,"mtu":1500},"links":[{"id":8,"mode":"link_up"}]},
          {"id":7,"name":"ens3f1","type":"physical","mac_address":"52:54:00:04:ff:03","parents":[],"children":[],"effective_mtu":1500,"params":{},"vlan":{"id":4,"vid":0,"fabric_id":3,"mtu":1500},"links":[{"id":9,"mode":"link_up"}]}
        ],
        "blockdevice_set":[
          {"id":1,"name":"nvme0n1","type":"physical","size":1600000000000,"available_size":0,"used_for":"GPT partitioned with 1 partition","partition_table_type":"GPT","uuid":null,"filesystem":null,"partitions":[{"id":1,"path":"/dev/disk/by-dname/nvme0n1-part2","uuid":"95458ffd-3b46-4db1-8f8a-fed8c6509461","size":1599992758272,"used_for":"ext4 formatted filesystem mounted at /","filesystem":{"fstype":"ext4","label":"root","uuid":"5f0ce70a-39c6-4ae8-9b26-a30cd470be95","mount_point":"/","mount_options":null}}]},
          {"id":2,"name":"sda","type":"physical","size":480000000000,"available_size":479991955456,"used_for":"Unused","partition_table_type":null,"uuid":null,"filesystem":null,"partitions":[]},
          {"id":3,"name":"sdb","type":"physical","size":960000000000,"available_size":959992299520,"used_for":"Unused","partition_table_type":null,"uuid":null,"filesystem":null,"partitions":[]},
          {"id":4,"name":"sdc","type":"physical","size":960000000000,"available_size":959992299520,"used_for":"Unused","partition_table_type":null,"uuid":null,"filesystem":null,"partitions":[]}
        ]
        }
        """);

    /// <summary>The same with a bond, a VLAN, a flat root, and a volume group on two disks.</summary>
    public static MaasMachine Configured { get; } = Read("""
        {
        "system_id":"4dpwwg","hostname":"n1","status":4,"status_name":"Ready","architecture":"amd64/generic","bios_boot_method":null,"current_commissioning_result_id":2,"boot_disk":{"id":1},"volume_groups":[{"id":1}],"default_gateways":{"ipv4":{"gateway_ip":"10.30.0.1","link_id":22}},
        "interface_set":[
          {"id":2,"name":"eno1","type":"physical","mac_address":"52:54:01:00:00:01","parents":[],"children":[],"effective_mtu":1500,"params":{},"vlan":{"id":1,"vid":0,"fabric_id":0,"mtu":1500},"links":[{"id":6,"mode":"auto","subnet":{"id":1,"cidr":"10.11.0.0/24"}}]},
          {"id":5,"name":"eno2","type":"physical","mac_address":"52:54:00:04:ff:01","parents":[],"children":[],"effective_mtu":1500,"params":{},"vlan":{"id":2,"vid":0,"fabric_id":1,"mtu":1500},"links":[{"id":7,"mode":"link_up"}]},
          {"id":6,"name":"ens3f0","type":"physical","mac_address":"52:54:00:04:ff:02","parents":[],"children":["bond0"],"effective_mtu":9000,"params":{"mtu":9000},"vlan":{"id":11,"vid":0,"fabric_id":10,"mtu":9000},"links":[]},
          {"id":7,"name":"ens3f1","type":"physical","mac_address":"52:54:00:04:ff:03","parents":[],"children":["bond0"],"effective_mtu":9000,"params":{"mtu":9000},"vlan":{"id":11,"vid":0,"fabric_id":10,"mtu":9000},"links":[]},
          {"id":14,"name":"bond0","type":"bond","mac_address":"52:54:00:04:ff:02","parents":["ens3f0","ens3f1"],"children":["bond0.101"],"effective_mtu":9000,"params":{"mtu":9000,"bond_mode":"802.3ad","bond_miimon":100,"bond_updelay":0,"bond_downdelay":0,"bond_lacp_rate":"fast","bond_num_grat_arp":1,"bond_xmit_hash_policy":"layer2"},"vlan":{"id":11,"vid":0,"fabric_id":10,"mtu":9000},"links":[{"id":22,"mode":"static","ip_address":"10.30.0.11","subnet":{"id":2,"cidr":"10.30.0.0/24"}}]},
          {"id":15,"name":"bond0.101","type":"vlan","mac_address":"52:54:00:04:ff:02","parents":["bond0"],"children":[],"effective_mtu":9000,"params":{"mtu":9000},"vlan":{"id":12,"vid":101,"fabric_id":10,"mtu":9000},"links":[{"id":23,"mode":"static","ip_address":"10.20.0.11","subnet":{"id":3,"cidr":"10.20.0.0/24"}}]}
        ],
        "blockdevice_set":[
          {"id":1,"name":"nvme0n1","type":"physical","size":1600000000000,"available_size":1597996269568,"used_for":"GPT partitioned with 1 partition","partition_table_type":"GPT","uuid":null,"filesystem":null,"partitions":[{"id":4,"path":"/dev/disk/by-dname/nvme0n1-part2","uuid":"2b98f554-9f36-4f82-8450-b4d04d4956d6","size":1996488704,"used_for":"ext4 formatted filesystem mounted at /boot","filesystem":{"fstype":"ext4","label":"boot","uuid":"d06729f3-3890-4c7f-ae20-f14b1c3309b0","mount_point":"/boot","mount_options":null}}]},
          {"id":2,"name":"sda","type":"physical","size":480000000000,"available_size":429995851776,"used_for":"GPT partitioned with 1 partition","partition_table_type":"GPT","uuid":null,"filesystem":null,"partitions":[{"id":5,"path":"/dev/disk/by-dname/sda-part2","uuid":"8cc65856-aecf-4504-bff6-c9b2277ed7f3","size":49996103680,"used_for":"ext4 formatted filesystem mounted at /","filesystem":{"fstype":"ext4","label":"root","uuid":"72890608-c92b-43bd-a7e8-2a1ffd2f9c24","mount_point":"/","mount_options":null}}]},
          {"id":3,"name":"sdb","type":"physical","size":960000000000,"available_size":0,"used_for":"LVM volume for vgdata","partition_table_type":null,"uuid":null,"filesystem":{"fstype":"lvm-pv","label":null,"uuid":"fabd5a86-6962-4bd8-abf6-380b0b0716f5","mount_point":null,"mount_options":null},"partitions":[]},
          {"id":4,"name":"sdc","type":"physical","size":960000000000,"available_size":0,"used_for":"LVM volume for vgdata","partition_table_type":null,"uuid":null,"filesystem":{"fstype":"lvm-pv","label":null,"uuid":"c185b968-a4b2-4394-8e4c-d94f054e8de4","mount_point":null,"mount_options":null},"partitions":[]},
          {"id":13,"name":"vgdata-lv1","type":"virtual","size":99996401664,"available_size":0,"used_for":"ext4 formatted filesystem mounted at /data","partition_table_type":null,"uuid":"587474f3-099f-4535-b8c3-3740a71c8705","filesystem":{"fstype":"ext4","label":"","uuid":"9b7d2f23-3075-4ddf-aa5a-f30e0e17819f","mount_point":"/data","mount_options":""},"partitions":[]}
        ]
        }
        """);

    /// <summary>The configured machine, deployed.</summary>
    public static MaasMachine Deployed { get; } = Read("""
        {
        "system_id":"4dpwwg","hostname":"n1","status":6,"status_name":"Deployed","architecture":"amd64/generic","bios_boot_method":null,"current_commissioning_result_id":2,"boot_disk":{"id":1},"volume_groups":[{"id":1}],"default_gateways":{"ipv4":{"gateway_ip":"10.30.0.1","link_id":22}},
        "interface_set":[
          {"id":2,"name":"eno1","type":"physical","mac_address":"52:54:01:00:00:01","parents":[],"children":[],"effective_mtu":1500,"params":{},"vlan":{"id":1,"vid":0,"fabric_id":0,"mtu":1500},"links":[{"id":6,"mode":"auto","ip_address":"10.11.0.3","subnet":{"id":1,"cidr":"10.11.0.0/24"}}]},
          {"id":5,"name":"eno2","type":"physical","mac_address":"52:54:00:04:ff:01","parents":[],"children":[],"effective_mtu":1500,"params":{},"vlan":{"id":2,"vid":0,"fabric_id":1,"mtu":1500},"links":[{"id":7,"mode":"link_up"}]},
          {"id":6,"name":"ens3f0","type":"physical","mac_address":"52:54:00:04:ff:02","parents":[],"children":["bond0"],"effective_mtu":9000,"params":{"mtu":9000},"vlan":{"id":11,"vid":0,"fabric_id":10,"mtu":9000},"links":[]},
          {"id":7,"name":"ens3f1","type":"physical","mac_address":"52:54:00:04:ff:03","parents":[],"children":["bond0"],"effective_mtu":9000,"params":{"mtu":9000},"vlan":{"id":11,"vid":0,"fabric_id":10,"mtu":9000},"links":[]},
          {"id":14,"name":"bond0","type":"bond","mac_address":"52:54:00:04:ff:02","parents":["ens3f0","ens3f1"],"children":["bond0.101"],"effective_mtu":9000,"params":{"mtu":9000,"bond_mode":"802.3ad","bond_miimon":100,"bond_updelay":0,"bond_downdelay":0,"bond_lacp_rate":"fast","bond_num_grat_arp":1,"bond_xmit_hash_policy":"layer2"},"vlan":{"id":11,"vid":0,"fabric_id":10,"mtu":9000},"links":[{"id":22,"mode":"static","ip_address":"10.30.0.11","subnet":{"id":2,"cidr":"10.30.0.0/24"}}]},
          {"id":15,"name":"bond0.101","type":"vlan","mac_address":"52:54:00:04:ff:02","parents":["bond0"],"children":[],"effective_mtu":9000,"params":{"mtu":9000},"vlan":{"id":12,"vid":101,"fabric_id":10,"mtu":9000},"links":[{"id":23,"mode":"static","ip_address":"10.20.0.11","subnet":{"id":3,"cidr":"10.20.0.0/24"}}]}
        ],
        "blockdevice_set":[
          {"id":1,"name":"nvme0n1","type":"physical","size":1600000000000,"available_size":1597996269568,"used_for":"GPT partitioned with 1 partition","partition_table_type":"GPT","uuid":null,"filesystem":null,"partitions":[{"id":4,"path":"/dev/disk/by-dname/nvme0n1-part2","uuid":"2b98f554-9f36-4f82-8450-b4d04d4956d6","size":1996488704,"used_for":"ext4 formatted filesystem mounted at /boot","filesystem":{"fstype":"ext4","label":"boot","uuid":"d06729f3-3890-4c7f-ae20-f14b1c3309b0","mount_point":"/boot","mount_options":null}}]},
          {"id":2,"name":"sda","type":"physical","size":480000000000,"available_size":429995851776,"used_for":"GPT partitioned with 1 partition","partition_table_type":"GPT","uuid":null,"filesystem":null,"partitions":[{"id":5,"path":"/dev/disk/by-dname/sda-part2","uuid":"8cc65856-aecf-4504-bff6-c9b2277ed7f3","size":49996103680,"used_for":"ext4 formatted filesystem mounted at /","filesystem":{"fstype":"ext4","label":"root","uuid":"72890608-c92b-43bd-a7e8-2a1ffd2f9c24","mount_point":"/","mount_options":null}}]},
          {"id":3,"name":"sdb","type":"physical","size":960000000000,"available_size":0,"used_for":"LVM volume for vgdata","partition_table_type":null,"uuid":null,"filesystem":{"fstype":"lvm-pv","label":null,"uuid":"fabd5a86-6962-4bd8-abf6-380b0b0716f5","mount_point":null,"mount_options":null},"partitions":[]},
          {"id":4,"name":"sdc","type":"physical","size":960000000000,"available_size":0,"used_for":"LVM volume for vgdata","partition_table_type":null,"uuid":null,"filesystem":{"fstype":"lvm-pv","label":null,"uuid":"c185b968-a4b2-4394-8e4c-d94f054e8de4","mount_point":null,"mount_options":null},"partitions":[]},
          {"id":13,"name":"vgdata-lv1","type":"virtual","size":99996401664,"available_size":0,"used_for":"ext4 formatted filesystem mounted at /data","partition_table_type":null,"uuid":"587474f3-099f-4535-b8c3-3740a71c8705","filesystem":{"fstype":"ext4","label":"","uuid":"9b7d2f23-3075-4ddf-aa5a-f30e0e17819f","mount_point":"/data","mount_options":""},"partitions":[]}
        ]
        }
        """);

    /// <summary>Volume groups of the configured machine.</summary>
    public static MaasVolumeGroup[] Groups { get; } = [.. JArray.Parse("""
        [{"id":1,"name":"vgdata","uuid":"967af809-3644-40a5-947f-e5c2f5e1d124","size":1919988793344,"devices":[{"id":3,"type":"physical","size":960000000000},{"id":4,"type":"physical","size":960000000000}],"logical_volumes":[{"id":13,"name":"vgdata-lv1","type":"virtual","size":99996401664,"uuid":"587474f3-099f-4535-b8c3-3740a71c8705","filesystem":{"fstype":"ext4","label":"","uuid":"9b7d2f23-3075-4ddf-aa5a-f30e0e17819f","mount_point":"/data","mount_options":""}}]}]
        """).Select(MaasParsing.VolumeGroup)];

    private static MaasMachine Read(string json) => MaasParsing.Machine(MaasJson.Parse(Encoding.UTF8.GetBytes(json)));
}
