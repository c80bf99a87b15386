using System;
using Drydock.Drivers.Oob.Ipmi.Events;
using Drydock.Drivers.Oob.Ipmi.Sensors;

namespace Drydock.Drivers.Oob.Tests.Ipmi;

public sealed class EventTests
{
    private static readonly SensorRecord[] Sensors = [.. SensorRecord.Decode(SensorTests.Full("Inlet Temp", type: 0x01))];

    /// <summary>Sensor type and number, event type and direction, three bytes of data.</summary>
    [Theory]
    [InlineData("014201595A55", "Temperature Inlet Temp: upper critical going high (reading 90 C, threshold 85 C)", OobHealth.Critical)]
    [InlineData("014281595A55", "Temperature Inlet Temp: upper critical going high (reading 90 C, threshold 85 C), no longer", OobHealth.Ok)]
    [InlineData("044301525A55", "Fan: lower critical going low", OobHealth.Critical)]
    [InlineData("0C106FA0FF01", "Memory: correctable error", OobHealth.Warning)]
    [InlineData("0C106FA1FF01", "Memory: uncorrectable error", OobHealth.Critical)]
    [InlineData("10706F02FFFF", "Event log: cleared", OobHealth.Ok)]
    [InlineData("22606F05FFFF", "System power state: S5/G2 soft off", OobHealth.Ok)]
    [InlineData("C160700EFFFF", "Type 0xC1: state 14 of event type 0x70", OobHealth.Ok)]
    public void An_entry_is_told_in_words(string tail, string message, OobHealth severity)
    {
        var found = EventRecord.Decode([0x05, 0x01, 0x02, 0x80, 0x43, 0x6D, 0x38, 0x20, 0x00, 0x04, .. Convert.FromHexString(tail)], Sensors);
        Assert.Equal(new OobEvent("261", DateTimeOffset.FromUnixTimeSeconds(0x386D4380), message, severity), found);
    }

    [Theory]
    [InlineData("FFFFFFFF")]
    [InlineData("00000000")]
    [InlineData("00010000")] // since the BMC started
    public void A_clock_that_was_never_set_tells_no_time(string time)
    {
        byte[] record = [0x01, 0x00, 0x02, .. Convert.FromHexString(time), 0x20, 0x00, 0x04, 0x10, 0x70, 0x6F, 0x02, 0xFF, 0xFF];
        Assert.Null(EventRecord.Decode(record, []).Time);
    }

    [Theory]
    [InlineData(0xC1, "OEM entry of type 0xC1: 80436D38574D00AABBCCDDEEFF", true)]
    [InlineData(0xE0, "OEM entry of type 0xE0: 80436D38574D00AABBCCDDEEFF", false)]
    public void Entries_of_a_vendors_own_kind_are_shown_as_they_are(byte type, string message, bool timed)
    {
        var found = EventRecord.Decode([0x01, 0x00, type, .. Convert.FromHexString("80436D38574D00AABBCCDDEEFF")], Sensors);
        Assert.Equal(message, found.Message);
        Assert.Equal(timed, found.Time is not null);
        Assert.Equal(OobHealth.Unknown, found.Severity);
    }

    [Fact]
    public void Every_state_has_words()
    {
        for (var type = 0; type < 256; type++)
        {
            for (var offset = 0; offset < 16; offset++)
            {
                foreach (var eventType in new[] { 0x01, 0x02, 0x07, 0x0B, 0x6F, 0x70 })
                    Assert.DoesNotContain(EventTexts.Find(eventType, type, offset).Text, text => text is '!' or '?');
            }
        }
    }
}
