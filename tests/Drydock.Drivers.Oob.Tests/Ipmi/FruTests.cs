using System.Collections.Generic;
using System.Linq;
using Drydock.Drivers.Oob.Ipmi.Fru;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

public sealed class FruTests
{
    [Fact]
    public void A_product_area_is_read_in_all_its_encodings()
    {
        // Latin-1, six-bit ASCII, empty, BCD plus, Latin-1, binary.
        var area = Area([0x01, 0x00, 0x00],
            [0xC4, .. "ACME"u8, 0x83, .. PackSixBit("R750"), 0xC0, 0x42, 0x12, 0x3B, 0xC5, .. "SN"u8, 0xE9, .. "23"u8, 0x02, 0xAB, 0xCD, 0xC0, 0xC1]);
        Assert.Equal("Product manufacturer=ACME|Product name=R750|Product version=123-|Product serial=SN\u00E923|Product asset tag=ABCD",
            Text(FruInventory.Decode(FruArea.Product, area)));
        area[5] ^= 1;
        Assert.Empty(FruInventory.Decode(FruArea.Product, area));
    }

    [Fact]
    public void A_board_area_has_a_date_and_a_chassis_area_a_serial_number()
    {
        // 2020-01-02 00:00 is 12,624,480 minutes after 1996-01-01.
        var board = Area([0x01, 0x00, 0x00, 0x60, 0xA2, 0xC0], [0xC2, .. "HP"u8, 0xC2, .. "B1"u8, 0xC2, .. "S1"u8, 0xC2, .. "P1"u8, 0xC0, 0xC1]);
        Assert.Equal("Board date=2020-01-02|Board manufacturer=HP|Board product=B1|Board serial=S1|Board part number=P1",
            Text(FruInventory.Decode(FruArea.Board, board)));
        var chassis = Area([0x01, 0x00, 0x17], [0xC2, .. "CP"u8, 0xC2, .. "CS"u8, 0xC1]);
        Assert.Equal("Chassis part number=CP|Chassis serial=CS", Text(FruInventory.Decode(FruArea.Chassis, chassis)));
    }

    [Fact]
    public void A_field_that_runs_over_the_end_of_its_area_makes_it_damaged() =>
        Assert.Empty(FruInventory.Decode(FruArea.Chassis, Area([0x01, 0x00, 0x17], [0xC2, .. "CP"u8, 0xFF])));

    [Fact]
    public void A_header_leads_to_the_areas()
    {
        byte[] header = [0x01, 0x00, 0x00, 0x02, 0x09, 0x00, 0x00, 0xF4];
        Assert.Equal([(FruArea.Board, 16), (FruArea.Product, 72)], FruInventory.FindAreas(header));
        Assert.Empty(FruInventory.FindAreas([.. header[..7], 0x00]));
        Assert.Empty(FruInventory.FindAreas([]));
    }

    private static string Text(IEnumerable<KeyValuePair<string, string>> fields) => string.Join("|", fields.Select(field => $"{field.Key}={field.Value}"));

    private static byte[] Area(byte[] top, byte[] fields)
    {
        byte[] area = [.. top, .. fields];
        area = [.. area, .. new byte[7 - (area.Length % 8)], 0x00];
        area[1] = (byte)(area.Length / 8);
        area[^1] = (byte)-area.Sum(value => value);
        return area;
    }

    private static byte[] PackSixBit(string text)
    {
        var bits = text.Select((letter, i) => (ulong)(letter - ' ') << (6 * i)).Aggregate((one, other) => one | other);
        return [.. Enumerable.Range(0, text.Length * 6 / 8).Select(i => (byte)(bits >> (8 * i)))];
    }
}
