using System.Collections.Generic;
using System.Linq;
using System.Text;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>A server's inventory as the IPMI Platform Management FRU Information Storage Definition 1.0 lays it out.</summary>
internal static class FruInventory
{
    public static byte[] Of(ServerSpec spec)
    {
        // Board: language, three bytes of manufacturing date (unspecified), then maker, product, serial, part, FRU file.
        var board = Area([0x01, 0x00, 0x00, 0x00, 0x00, 0x00], spec.Vendor, spec.Model, spec.SerialNumber, spec.Model, "");
        // Product: maker, product, part, version, serial, asset tag, FRU file.
        var product = Area([0x01, 0x00, 0x00], spec.Vendor, spec.Model, spec.Model, "1.0", spec.SerialNumber, spec.Name, "");
        // Chassis: type (rack mount), then part and serial number.
        var chassis = Area([0x01, 0x00, 0x17], "LAB-2U", "C" + spec.SerialNumber);
        var chassisAt = (byte)1;
        var boardAt = (byte)(chassisAt + (chassis.Length / 8));
        var productAt = (byte)(boardAt + (board.Length / 8));
        byte[] header = [0x01, 0x00, chassisAt, boardAt, productAt, 0x00, 0x00];
        return [.. header, Checksum(header), .. chassis, .. board, .. product];
    }

    private static byte[] Area(byte[] top, params string[] fields)
    {
        var area = new List<byte>(top);
        foreach (var field in fields)
        {
            // One character is the end mark's length, so a field has none, or two and more.
            var text = Encoding.ASCII.GetBytes(field.Length == 1 ? field + " " : field.Length > 63 ? field.Substring(0, 63) : field);
            area.Add((byte)(0xC0 | text.Length));
            area.AddRange(text);
        }

        area.Add(0xC1);
        while (area.Count % 8 != 7) area.Add(0x00);
        area[1] = (byte)((area.Count + 1) / 8);
        area.Add(Checksum(area));
        return [.. area];
    }

    private static byte Checksum(IEnumerable<byte> bytes) => (byte)-bytes.Sum(each => each);
}
