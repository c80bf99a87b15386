using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Redfish.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Drivers.Oob.Redfish.Inventory;

/// <summary>
/// A system's network interfaces: its EthernetInterfaces, or where these are missing or without addresses (servers that are
/// off, some makers), the NetworkDeviceFunctions of its chassis' NetworkAdapters.
/// </summary>
public static class NicInventory
{
    private const int MacDigits = 12;

    internal static async Task<IReadOnlyList<OobNic>> ReadAsync(RedfishService service, JObject system, CancellationToken cancel)
    {
        var interfaces = await RedfishCollection.ReadAsync(service, Json.Link(system, "EthernetInterfaces"), cancel);
        var nics = interfaces.Select(each => Read(each, each, "SpeedMbps")).Where(nic => nic.MacAddress is not null).ToList();
        if (nics.Count > 0) return Distinct(nics);
        foreach (var chassis in Json.Links(Json.Object(system, "Links"), "Chassis"))
        {
            var enclosure = await service.TryReadAsync(chassis, cancel);
            foreach (var adapter in await RedfishCollection.ReadAsync(service, Json.Link(enclosure, "NetworkAdapters"), cancel))
            {
                var functions = await RedfishCollection.ReadAsync(service, Json.Link(adapter, "NetworkDeviceFunctions"), cancel);
                nics.AddRange(functions.Select(each => Read(each, Json.Object(each, "Ethernet"), "LinkSpeedMbps")));
            }
        }

        return Distinct(nics.Where(nic => nic.MacAddress is not null));
    }

    /// <summary>A MAC address in one form.</summary>
    /// <param name="text">The address with colons, hyphens, dots or without anything.</param>
    /// <returns>Lower case with colons; null where it is none, or only zeros.</returns>
    public static string? Normalise(string? text)
    {
        var digits = new string((text ?? "").Where(letter => letter is not (':' or '-' or '.')).ToArray()).ToLowerInvariant();
        if (digits.Length != MacDigits || !digits.All(IsHex) || digits.All(digit => digit == '0')) return null;
        return string.Join(":", Enumerable.Range(0, MacDigits / 2).Select(at => digits.Substring(at * 2, 2)));
    }

    private static bool IsHex(char letter) => letter is (>= '0' and <= '9') or (>= 'a' and <= 'f');

    private static List<OobNic> Distinct(IEnumerable<OobNic> nics) => [.. nics.GroupBy(nic => nic.MacAddress).Select(same => same.First())];

    /// <summary>The permanent address stands first: a bond gives its members another.</summary>
    private static OobNic Read(JObject resource, JObject addresses, string speed) => new(
        Json.Text(resource, "Id") ?? Json.Text(resource, "Name") ?? "",
        Normalise(Json.Text(addresses, "PermanentMACAddress")) ?? Normalise(Json.Text(addresses, "MACAddress")),
        Json.Text(resource, "LinkStatus") switch { "LinkUp" or "Up" => true, "LinkDown" or "NoLink" or "Down" => false, _ => null },
        resource[speed] is JValue { Value: long and > 0 and < int.MaxValue } rate ? Convert.ToInt32(rate.Value, CultureInfo.InvariantCulture) : null);
}
