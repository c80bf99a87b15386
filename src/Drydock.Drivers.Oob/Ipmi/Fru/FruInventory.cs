using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Drydock.Drivers.Oob.Ipmi.Fru;

/// <summary>
/// A FRU inventory: chassis, board and product area (Platform Management FRU Information Storage Definition 1.3, sections 8 to
/// 12). A damaged area, or one that is not there, gives no fields.
/// </summary>
public static class FruInventory
{
    /// <summary>Bytes of the common header, which begins the inventory.</summary>
    public const int HeaderLength = 8;

    /// <summary>Bytes at the beginning of an area that tell its length.</summary>
    public const int AreaStart = 2;

    private const int EndOfFields = 0xC1;
    private const int ManufacturingDate = 3;

    private static readonly DateTime FirstDate = new(1996, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<FruArea, (int HeaderIndex, int FirstField, string[] Fields)> Areas = new()
    {
        [FruArea.Chassis] = (2, 3, ["Chassis part number", "Chassis serial"]),
        [FruArea.Board] = (3, 6, ["Board manufacturer", "Board product", "Board serial", "Board part number", "Board FRU file"]),
        [FruArea.Product] = (4, 3, ["Product manufacturer", "Product name", "Product part number", "Product version", "Product serial", "Product asset tag", "Product FRU file"]),
    };

    /// <summary>Where the areas begin, in bytes; empty where the header is damaged.</summary>
    /// <param name="header">The common header.</param>
    public static IReadOnlyList<(FruArea Area, int Start)> FindAreas(byte[] header) =>
        header.Length < HeaderLength || (header[0] & 0x0F) != 1 || !SumsToZero(header, HeaderLength) ? []
            : [.. Areas.Where(area => header[area.Value.HeaderIndex] != 0).Select(area => (area.Key, header[area.Value.HeaderIndex] * 8))];

    /// <summary>Length of an area in bytes.</summary>
    /// <param name="start">The area's first <see cref="AreaStart"/> bytes or more.</param>
    public static int AreaLength(byte[] start) => start[1] * 8;

    /// <summary>Reads an area.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="area">The whole area.</param>
    /// <returns>Its fields that are not empty, by name, in order; none where the area is damaged.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Decode(FruArea kind, byte[] area)
    {
        var (_, at, names) = Areas[kind];
        if (area.Length < 8 || (area[0] & 0x0F) != 1 || !SumsToZero(area, area.Length)) return [];
        var fields = new List<KeyValuePair<string, string>>();
        if (kind == FruArea.Board && ReadDate(area) is { } date) fields.Add(new("Board date", date));
        for (var i = 0; at < area.Length - 1 && area[at] != EndOfFields; i++)
        {
            var length = area[at] & 0x3F;
            if (at + 1 + length > area.Length) return [];
            if (i < names.Length && FruText.Decode(area[at] >> 6, [.. area.Skip(at + 1).Take(length)]) is { } text)
                fields.Add(new(names[i], text));
            at += 1 + length;
        }

        return fields;
    }

    private static string? ReadDate(byte[] board)
    {
        var minutes = board[ManufacturingDate] | (board[ManufacturingDate + 1] << 8) | (board[ManufacturingDate + 2] << 16);
        return minutes == 0 ? null : FirstDate.AddMinutes(minutes).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static bool SumsToZero(byte[] bytes, int count) => bytes.Take(count).Sum(value => value) % 256 == 0;
}

/// <summary>An area of a FRU inventory.</summary>
public enum FruArea
{
    /// <summary>The chassis.</summary>
    Chassis,

    /// <summary>The board.</summary>
    Board,

    /// <summary>The product as it is sold.</summary>
    Product,
}
