using System.Collections.Generic;
using System.Linq;

namespace Drydock.Drivers.Oob.Ipmi.Commands;

/// <summary>Boot flags: boot option parameter 5 (IPMI 2.0, table 28-14).</summary>
/// <param name="Valid">Whether the firmware is to heed them.</param>
/// <param name="Persistent">For every boot; else for the next.</param>
/// <param name="Efi">For UEFI; else for legacy boot.</param>
/// <param name="Selector">The device selector, 0 to 15.</param>
public sealed record BootFlags(bool Valid, bool Persistent, bool Efi, int Selector)
{
    private const int ValidBit = 0x80;
    private const int PersistentBit = 0x40;
    private const int EfiBit = 0x20;

    private static readonly Dictionary<BootDevice, int> Selectors = new()
    {
        [BootDevice.None] = 0x0,
        [BootDevice.Pxe] = 0x1,
        [BootDevice.Disk] = 0x2,
        [BootDevice.Cd] = 0x5,
        [BootDevice.BiosSetup] = 0x6,
    };

    /// <summary>The flags of an override. Where nobody names a mode the flags say legacy, the bit's resting state.</summary>
    /// <param name="boot">The override; one without device gives flags that are not valid.</param>
    public static BootFlags From(BootOverride boot) => boot.Device == BootDevice.None
        ? new BootFlags(false, false, false, 0)
        : new BootFlags(true, boot.Persistent, boot.Mode == BootMode.Uefi, Selectors[boot.Device]);

    /// <summary>Reads the flags.</summary>
    /// <param name="data">At least the first two bytes of the parameter.</param>
    public static BootFlags Decode(byte[] data) => new(
        (data[0] & ValidBit) != 0, (data[0] & PersistentBit) != 0, (data[0] & EfiBit) != 0, (data[1] >> 2) & 0x0F);

    /// <summary>The parameter's five bytes.</summary>
    public byte[] Encode() =>
        [(byte)((Valid ? ValidBit : 0) | (Persistent ? PersistentBit : 0) | (Efi ? EfiBit : 0)), (byte)(Selector << 2), 0, 0, 0];

    /// <summary>The override in force; null for a device that only IPMI knows.</summary>
    public BootOverride? ToOverride()
    {
        if (!Valid || Selector == 0) return new BootOverride(BootDevice.None);
        return Selectors.ContainsValue(Selector)
            ? new BootOverride(Selectors.First(entry => entry.Value == Selector).Key, Persistent, Efi ? BootMode.Uefi : BootMode.Legacy)
            : null;
    }

    /// <summary>What makes flags that read back useless: null where they do what was asked.</summary>
    /// <param name="asked">The flags that were set.</param>
    public string? FindFault(BootFlags asked)
    {
        if (!asked.Valid) return Valid && Selector != 0 ? $"the flags are still valid, device selector {Selector}" : null;
        if (Selector != asked.Selector) return $"device selector {Selector} instead of {asked.Selector}";
        return Valid ? null : "the flags are not marked valid, so the firmware will ignore them";
    }

    /// <summary>What differs without making the flags useless, as a sentence with a leading blank; else empty.</summary>
    /// <param name="asked">The flags that were set.</param>
    /// <param name="modeMatters">Whether a mode was asked for.</param>
    public string DescribeDifference(BootFlags asked, bool modeMatters)
    {
        var differences = new List<string>();
        if (asked.Valid && Persistent != asked.Persistent) differences.Add(Persistent ? "persistent" : "once");
        if (asked.Valid && modeMatters && Efi != asked.Efi) differences.Add(Efi ? "UEFI" : "legacy");
        return differences.Count == 0 ? "" : $" The BMC reads it back as {string.Join(" and ", differences)}.";
    }
}
