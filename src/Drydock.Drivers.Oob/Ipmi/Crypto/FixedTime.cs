namespace Drydock.Drivers.Oob.Ipmi.Crypto;

/// <summary>Comparison in a time that does not tell where two codes differ.</summary>
internal static class FixedTime
{
    public static bool AreEqual(byte[] one, byte[] other)
    {
        if (one.Length != other.Length) return false;
        var difference = 0;
        for (var i = 0; i < one.Length; i++) difference |= one[i] ^ other[i];
        return difference == 0;
    }
}
