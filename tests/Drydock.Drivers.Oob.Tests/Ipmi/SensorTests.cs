using System;
using System.Linq;
using Drydock.Drivers.Oob.Ipmi.Sensors;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

public sealed class SensorTests
{
    private const byte Good = 0xC0;

    /// <summary>The worked examples of linear, signed and exponent forms, and each linearisation.</summary>
    [Theory]
    [InlineData(0, 1, 0, 0, 0, 0, 23, 23)]
    [InlineData(0, 6, 0, 0, -2, 0, 200, 12)]
    [InlineData(0, 60, 0, 0, 0, 0, 90, 5400)]
    [InlineData(2, 1, 0, 0, 0, 0, 0xDD, -35)]
    [InlineData(1, 1, 0, 0, 0, 0, 0xFE, -1)]
    [InlineData(0, -2, 5, 1, 0, 0, 10, 30)]
    [InlineData(0, 1, 0, 0, 0, 7, 4, 0.25)]
    [InlineData(0, 1, 0, 0, 0, 8, 5, 25)]
    [InlineData(0, 1, 0, 0, 0, 9, 3, 27)]
    [InlineData(0, 1, 0, 0, 0, 10, 81, 9)]
    [InlineData(0, 1, 0, 0, 0, 11, 27, 3)]
    [InlineData(0, 1, 0, 0, 0, 1, 1, 0)]
    [InlineData(0, 1, 0, 0, 0, 2, 100, 2)]
    [InlineData(0, 1, 0, 0, 0, 3, 8, 3)]
    [InlineData(0, 1, 0, 0, 0, 4, 0, 1)]
    [InlineData(0, 1, 0, 0, 0, 5, 3, 1000)]
    [InlineData(0, 1, 0, 0, 0, 6, 8, 256)]
    public void A_raw_reading_becomes_a_value(int format, int m, int b, int bExponent, int rExponent, int linearization, int raw, double value) =>
        Assert.Equal(value, new SensorFormula(format, m, b, bExponent, rExponent, linearization).Value((byte)raw));

    [Theory]
    [InlineData(7, 0)]
    [InlineData(1, 0)]
    [InlineData(0x70, 5)]
    public void A_function_without_a_value_gives_none(int linearization, int raw) =>
        Assert.Null(new SensorFormula(0, 1, 0, 0, 0, linearization).Value((byte)raw));

    [Fact]
    public void Factors_are_read_with_their_signs()
    {
        var record = Full("T", type: 0x01, m: -300, b: -2, exponents: 0xE1);
        Assert.Equal(new SensorFormula(0, -300, -2, 1, -2, 0), Assert.Single(SensorRecord.Decode(record)).Formula);
    }

    [Fact]
    public void A_full_record_names_sensor_unit_and_thresholds()
    {
        var sensor = Assert.Single(SensorRecord.Decode(Full("Inlet Temp", type: 0x01, mask: 0b011010)));
        Assert.Equal(("Inlet Temp", (byte)0x42, "C"), (sensor.Name, sensor.Number, sensor.Unit));
        Assert.Equal([null, (byte)12, null, (byte)14, (byte)15, null], sensor.Thresholds);
    }

    [Theory]
    [InlineData(0x00, 18, 0, "RPM")]
    [InlineData(0x01, 0, 0, "%")]
    [InlineData(0x18, 7, 0, "J/s")]
    [InlineData(0x02, 4, 5, "V/A")]
    [InlineData(0x00, 200, 0, null)]
    public void Units_are_written_short(int flags, int unit, int modifier, string? text)
    {
        var record = Full("S", type: 0x0B);
        (record[20], record[21], record[22]) = ((byte)flags, (byte)unit, (byte)modifier);
        Assert.Equal(text, Assert.Single(SensorRecord.Decode(record)).Unit);
    }

    [Fact]
    public void A_compact_record_may_stand_for_several_sensors()
    {
        Assert.Equal(["Fan1 66", "Fan2 67", "Fan3 68"], Compact("Fan", share: 0x03, instance: 0x01).Select(each => $"{each.Name} {each.Number}"));
        Assert.Equal(["PSB 66", "PSC 67"], Compact("PS", share: 0x12, instance: 0x01).Select(each => $"{each.Name} {each.Number}"));
        Assert.Equal(["Intrusion 66"], Compact("Intrusion", share: 0x01, instance: 0).Select(each => $"{each.Name} {each.Number}"));
    }

    [Fact]
    public void Records_of_other_kinds_owners_and_lengths_are_passed_over()
    {
        var record = Full("T", type: 0x01);
        Assert.Empty(SensorRecord.Decode([.. record[..3], 0x11, .. record[4..]]));
        Assert.Empty(SensorRecord.Decode([.. record[..5], 0x2C, .. record[6..]]));
        Assert.Empty(SensorRecord.Decode([.. record[..6], 0x01, .. record[7..]]));
        for (var length = 0; length < 47; length++) Assert.Empty(SensorRecord.Decode(record[..length]));
    }

    [Theory]
    [InlineData(0x00, OobHealth.Ok)]
    [InlineData(0x01, OobHealth.Warning)]
    [InlineData(0x08, OobHealth.Warning)]
    [InlineData(0x18, OobHealth.Critical)]
    [InlineData(0x02, OobHealth.Critical)]
    [InlineData(0x20, OobHealth.Critical)]
    [InlineData(0xC0, OobHealth.Ok)]
    public void Thresholds_that_are_reached_make_the_state(int status, OobHealth state)
    {
        var sensor = Assert.Single(SensorRecord.Decode(Full("T", type: 0x01)));
        Assert.Equal(new OobSensor("T", "Temperature", 30, "C", state), SensorReading.Decode(sensor, [30, Good, (byte)status]));
    }

    [Theory]
    [InlineData(30, OobHealth.Critical)]
    [InlineData(15, OobHealth.Critical)]
    [InlineData(14, OobHealth.Warning)]
    [InlineData(13, OobHealth.Ok)]
    [InlineData(12, OobHealth.Critical)]
    public void A_BMC_that_does_not_compare_leaves_it_to_us(int reading, OobHealth state)
    {
        var sensor = Assert.Single(SensorRecord.Decode(Full("T", type: 0x01, mask: 0b011010)));
        Assert.Equal(state, SensorReading.Decode(sensor, [(byte)reading, Good]).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1EE000")] // reading not available
    [InlineData("1E8000")] // not scanned
    public void Without_a_reading_nothing_is_said(string data)
    {
        var sensor = Assert.Single(SensorRecord.Decode(Full("T", type: 0x01)));
        Assert.Equal(new OobSensor("T", "Temperature", null, "C"), SensorReading.Decode(sensor, Convert.FromHexString(data)));
    }

    [Theory]
    [InlineData(0x08, 0x6F, "0180", OobHealth.Ok)] // present
    [InlineData(0x08, 0x6F, "0380", OobHealth.Critical)] // present and failed
    [InlineData(0x08, 0x6F, "0580", OobHealth.Warning)] // failure predicted
    [InlineData(0x0C, 0x6F, "0084", OobHealth.Critical)] // overtemperature, in the second byte
    [InlineData(0x0B, 0x04, "0280", OobHealth.Warning)] // generic: failure predicted
    [InlineData(0x0B, 0x0B, "2080", OobHealth.Critical)] // redundancy: resources insufficient
    [InlineData(0xC0, 0x70, "0180", OobHealth.Ok)] // a vendor's own says nothing
    [InlineData(0x05, 0x6F, "00", OobHealth.Ok)]
    public void Discrete_states_make_the_state(byte type, byte eventType, string states, OobHealth state)
    {
        var sensor = Compact("S", 0x01, 0, type, eventType)[0];
        Assert.Equal(state, SensorReading.Decode(sensor, [0x00, Good, .. Convert.FromHexString(states)]).State);
    }

    internal static byte[] Full(string name, byte type, int m = 1, int b = 0, byte exponents = 0, byte mask = 0)
    {
        byte[] body =
        [
            0x20, 0x00, 0x42, 0x03, 0x01, 0x7F, 0x68, type, 0x01, 0, 0, 0, 0, mask, 0, 0x00, 1, 0, 0,
            (byte)m, (byte)((m >> 8) << 6), (byte)b, (byte)((b >> 8) << 6), 0x00, exponents, 0, 0, 0, 0, 0xFF, 0x00,
            16, 15, 14, 11, 12, 13, 0, 0, 0, 0, 0, (byte)(0xC0 | name.Length), .. name.Select(letter => (byte)letter),
        ];
        return [0x01, 0x00, 0x51, 0x01, (byte)body.Length, .. body];
    }

    private static SensorRecord[] Compact(string name, byte share, byte instance, byte type = 0x04, byte eventType = 0x6F)
    {
        byte[] body =
        [
            0x20, 0x00, 0x42, 0x03, 0x01, 0x7F, 0x68, type, eventType, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0,
            share, instance, 0, 0, 0, 0, 0, 0, (byte)(0xC0 | name.Length), .. name.Select(letter => (byte)letter),
        ];
        return [.. SensorRecord.Decode([0x01, 0x00, 0x51, 0x02, (byte)body.Length, .. body])];
    }
}
