using System;

namespace Drydock.Drivers.Oob.Ipmi.Sensors;

/// <summary>How a raw reading becomes a value: y = L((M x + B 10^Bexp) 10^Rexp) (IPMI 2.0, 36.3).</summary>
/// <param name="Format">0 unsigned, 1 one's complement, 2 two's complement.</param>
/// <param name="M">The factor.</param>
/// <param name="B">What is added.</param>
/// <param name="BExponent">The power of ten of <paramref name="B"/>.</param>
/// <param name="RExponent">The power of ten of the result.</param>
/// <param name="Linearization">The function L (table 43-1, byte 24).</param>
public sealed record SensorFormula(int Format, int M, int B, int BExponent, int RExponent, int Linearization)
{
    /// <summary>Reads the factors of a full sensor record.</summary>
    /// <param name="record">The record with its header.</param>
    public static SensorFormula Decode(byte[] record) => new(
        record[20] >> 6,
        Signed(record[24] | ((record[25] & 0xC0) << 2), 10),
        Signed(record[26] | ((record[27] & 0xC0) << 2), 10),
        Signed(record[29] & 0x0F, 4),
        Signed(record[29] >> 4, 4),
        record[23] & 0x7F);

    /// <summary>A raw reading as a number that can be compared.</summary>
    /// <param name="raw">The byte.</param>
    public int Order(byte raw) => Format switch
    {
        1 => raw < 0x80 ? raw : raw - 0xFF,
        2 => unchecked((sbyte)raw),
        _ => raw,
    };

    /// <summary>The value of a raw reading; null for a function that the record does not describe, or where there is none.</summary>
    /// <param name="raw">The byte.</param>
    public double? Value(byte raw)
    {
        var linear = ((M * (double)Order(raw)) + (B * Math.Pow(10, BExponent))) * Math.Pow(10, RExponent);
        double? value = Linearization switch
        {
            0 => linear,
            1 => Math.Log(linear),
            2 => Math.Log10(linear),
            3 => Math.Log(linear, 2),
            4 => Math.Exp(linear),
            5 => Math.Pow(10, linear),
            6 => Math.Pow(2, linear),
            7 => 1 / linear,
            8 => linear * linear,
            9 => linear * linear * linear,
            10 => Math.Sqrt(linear),
            11 => Math.Sign(linear) * Math.Pow(Math.Abs(linear), 1.0 / 3),
            _ => null,
        };
        return value is not { } number || double.IsNaN(number) || double.IsInfinity(number) ? null : Math.Round(number, 6);
    }

    private static int Signed(int value, int bits) => value >= 1 << (bits - 1) ? value - (1 << bits) : value;
}
