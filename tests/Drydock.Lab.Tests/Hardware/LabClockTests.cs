using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Tests.Hardware;

public sealed class LabClockTests
{
    [Fact]
    public async Task An_hour_of_the_lab_passes_in_its_scale()
    {
        var clock = new LabClock(36_000);
        var (began, date) = (clock.Elapsed, clock.UtcNow);
        await clock.Delay(TimeSpan.FromHours(1), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        // Timers may fire a little early, by less than their grain.
        Assert.True(clock.Elapsed - began > TimeSpan.FromMinutes(45));
        Assert.True(clock.UtcNow - date > TimeSpan.FromMinutes(45));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_scale_that_is_none_is_refused(double scale) => Assert.Throws<ArgumentOutOfRangeException>(() => new LabClock(scale));
}
