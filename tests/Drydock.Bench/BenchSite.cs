using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Drydock.Bench;

/// <summary>
/// A site of any size: five networks, a bond, three kernel parameters of each node that refer to its hardware profile, two
/// boot actions. Nodes inherit from two host profiles, one above the other.
/// </summary>
internal static class BenchSite
{
    private const int NodesPerFile = 500;
    private const int NodesPerRack = 40;

    /// <summary>Writes the site's files into a folder.</summary>
    public static void Write(string folder, int nodes)
    {
        File.WriteAllText(Path.Combine(folder, "site.yaml"), Site((nodes + NodesPerRack - 1) / NodesPerRack));
        for (var first = 0; first < nodes; first += NodesPerFile)
        {
            var text = new StringBuilder();
            for (var index = first; index < Math.Min(nodes, first + NodesPerFile); index++) Node(text, index);
            File.WriteAllText(Path.Combine(folder, $"nodes-{(first / NodesPerFile) + 1:000}.yaml"), text.ToString());
        }
    }

    private static string Site(int racks)
    {
        var text = new StringBuilder("---\nschema: drydock/Region/v1\nmetadata:\n  name: bench\ndata:\n  authorized_keys:\n  - ssh-rsa AAAA bench\n");
        string[] networks = ["oob", "pxe", "mgmt", "storage", "tenant"];
        for (var index = 0; index < networks.Length; index++)
        {
            var vlan = index < 2 ? "" : $"  vlan: '{100 + index}'\n";
            text.Append(CultureInfo.InvariantCulture, $"""
                ---
                schema: drydock/Network/v1
                metadata:
                  name: {networks[index]}
                data:
                  cidr: 10.{index * 4}.0.0/14
                {vlan}  routes:
                  - subnet: 10.{128 + index}.0.0/16
                    gateway: 10.{index * 4}.0.1
                    metric: 10
                  ranges:
                  - type: dhcp
                    start: 10.{(index * 4) + 3}.0.1
                    end: 10.{(index * 4) + 3}.255.250

                """);
        }
        text.Append("""
            ---
            schema: drydock/NetworkLink/v1
            metadata:
              name: oob
            data:
              bonding:
                mode: disabled
              trunking:
                mode: disabled
                default_network: oob
              allowed_networks:
              - oob
            ---
            schema: drydock/NetworkLink/v1
            metadata:
              name: bond
            data:
              bonding:
                mode: 802.3ad
                hash: layer3+4
                peer_rate: fast
                mon_rate: 100
                up_delay: 200
                down_delay: 200
              mtu: 9000
              trunking:
                mode: 802.1q
                default_network: pxe
              allowed_networks:
              - pxe
              - mgmt
              - storage
              - tenant
            ---
            schema: drydock/HardwareProfile/v1
            metadata:
              name: server
            data:
              vendor: Quay
              boot_mode: uefi
              bootstrap_protocol: pxe
              pxe_interface: nic1
              device_aliases:
                nic1:
                  bus_type: pci
                  address: '0000:00:03.0'
                nic2:
                  bus_type: pci
                  address: '0000:00:04.0'
                bootdisk:
                  bus_type: scsi
                  address: '2:0.0.0'
              cpu_sets:
                kvm: 4-43,48-87
              hugepages:
                dpdk:
                  size: 1G
                  count: 300
            ---
            schema: drydock/HostProfile/v1
            metadata:
              name: base
            data:
              hardware_profile: server
              primary_network: mgmt
              oob:
                type: ipmi
                network: oob
                account: admin
                credential: not a secret
              storage:
                physical_devices:
                  bootdisk:
                    labels:
                      bootdrive: 'true'
                    partitions:
                    - name: root
                      size: 30g
                      filesystem:
                        mountpoint: /
                    - name: boot
                      size: 1g
                      filesystem:
                        mountpoint: /boot
                  sdb:
                    volume_group: data
                volume_groups:
                  data:
                    logical_volumes:
                    - name: log
                      size: 40%
                      filesystem:
                        mountpoint: /var/log
              platform:
                image: jammy
                kernel: ga-22.04
                kernel_params:
                  console: ttyS0
                  quiet: true
              metadata:
                tags:
                - bench
                owner_data:
                  site: bench
            ---
            schema: drydock/HostProfile/v1
            metadata:
              name: compute
            data:
              host_profile: base
              interfaces:
                bond0:
                  device_link: bond
                  slaves:
                  - nic1
                  - nic2
                  networks:
                  - pxe
                  - mgmt
                  - storage
                  - tenant
              metadata:
                tags:
                - compute
            ---
            schema: drydock/BootAction/v1
            metadata:
              name: hello
            data:
              assets:
              - path: /etc/motd
                type: file
                permissions: '644'
                data: '{{ node.hostname }}'
                data_pipeline:
                - template
            ---
            schema: drydock/BootAction/v1
            metadata:
              name: tuned
            data:
              node_filter:
                filter_set_type: union
                filter_set:
                - filter_type: intersection
                  node_tags:
                  - compute
                  node_labels:
                    tuned: 'yes'
              assets:
              - path: /etc/systemd/system/tuned.service
                type: unit
                permissions: '644'
                data: '[Unit]'
                data_pipeline:
                - utf8_encode

            """);
        for (var rack = 1; rack <= racks; rack++)
            text.Append(CultureInfo.InvariantCulture, $"---\nschema: drydock/Rack/v1\nmetadata:\n  name: rack{rack}\ndata:\n  location:\n    row: r{rack % 8}\n");
        return text.ToString();
    }

    private static void Node(StringBuilder text, int index)
    {
        var host = $"{index >> 8}.{index & 255}";
        text.Append(CultureInfo.InvariantCulture, $"""
            ---
            schema: drydock/BaremetalNode/v1
            metadata:
              schema: metadata/Document/v1
              name: node{index + 1:00000}
            data:
              host_profile: compute
              addressing:
              - network: oob
                address: 10.1.{host}
              - network: pxe
                address: dhcp
              - network: mgmt
                address: 10.9.{host}
              - network: storage
                address: 10.13.{host}
              - network: tenant
                address: 10.17.{host}
              platform:
                kernel_params:
                  isolcpus: hardwareprofile:cpuset.kvm
                  hugepagesz: hardwareprofile:hugepages.dpdk.size
                  hugepages: hardwareprofile:hugepages.dpdk.count
              metadata:
                rack: rack{(index / NodesPerRack) + 1}
                boot_mac: 52:54:00:{(index >> 16) & 255:x2}:{(index >> 8) & 255:x2}:{index & 255:x2}
                tags:
                - slot{index % NodesPerRack}
                owner_data:
                  tuned: '{(index % 2 == 0 ? "yes" : "no")}'

            """);
    }
}
