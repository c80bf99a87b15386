using System.Collections.Generic;
using System.Globalization;
using Drydock.Drivers.Oob.Ipmi.Packets;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>What a BMC says of itself: Get Device ID (IPMI 2.0, 20.1).</summary>
/// <param name="FirmwareVersion">Major and minor revision.</param>
/// <param name="ManufacturerId">The maker's IANA enterprise number.</param>
/// <param name="ProductId">The maker's number of the product.</param>
public sealed record DeviceId(string FirmwareVersion, int ManufacturerId, int ProductId)
{
    /// <summary>Bytes that the answer has at least.</summary>
    public const int Length = 11;

    /// <summary>Makers of servers and BMCs among the IANA private enterprise numbers.</summary>
    private static readonly Dictionary<int, string> Manufacturers = new()
    {
        [2] = "IBM",
        [9] = "Cisco",
        [11] = "HP",
        [42] = "Sun Microsystems",
        [343] = "Intel",
        [674] = "Dell",
        [2011] = "Huawei",
        [2623] = "ASUSTeK",
        [4769] = "IBM",
        [5771] = "Cisco",
        [6653] = "Tyan",
        [7154] = "IPMI Forum",
        [7244] = "Quanta",
        [10368] = "Fujitsu",
        [10876] = "Supermicro",
        [15370] = "GIGABYTE",
        [19046] = "Lenovo",
        [20301] = "IBM",
        [20974] = "American Megatrends",
        [37945] = "Inspur",
        [40092] = "Wiwynn",
        [42817] = "OpenPOWER",
        [47196] = "HPE",
        [47488] = "Supermicro",
        [49622] = "ASRock Rack",
        [49769] = "YADRO",
    };

    /// <summary>The maker's name, or its number where the name is not known; null where the BMC names none.</summary>
    public string? Manufacturer => ManufacturerId == 0 ? null : Manufacturers.TryGetValue(ManufacturerId, out var name) ? name
        : "IANA " + ManufacturerId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The product's number, for want of a name; null where the BMC gives none.</summary>
    public string? Product => ProductId == 0 ? null : "product 0x" + ProductId.ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>Reads the answer.</summary>
    /// <param name="data">The data of the reply.</param>
    public static DeviceId Decode(byte[] data) => new(
        string.Format(CultureInfo.InvariantCulture, "{0}.{1:X2}", data[2] & 0x7F, data[3]),
        data[6] | (data[7] << 8) | ((data[8] & 0x0F) << 16),
        LittleEndian.UInt16(data, 9));
}
