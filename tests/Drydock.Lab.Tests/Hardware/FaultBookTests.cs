using System;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Tests.Hardware;

public sealed class FaultBookTests
{
    private readonly FaultBook _book = new();

    [Fact]
    public void A_counted_fault_is_used_up()
    {
        _book.Add(new LabFault(LabFaultKind.MaasUnavailable, null, 2));
        Assert.True(_book.TryTake(LabFaultKind.MaasUnavailable));
        Assert.Equal(1, Assert.Single(_book.Active).Count);
        Assert.True(_book.IsActive(LabFaultKind.MaasUnavailable));
        Assert.True(_book.TryTake(LabFaultKind.MaasUnavailable));
        Assert.False(_book.TryTake(LabFaultKind.MaasUnavailable));
        Assert.Empty(_book.Active);
    }

    [Fact]
    public void A_fault_without_count_stays_until_it_is_cleared()
    {
        _book.Add(new LabFault(LabFaultKind.BmcSilent, "node01"));
        for (var i = 0; i < 100; i++) Assert.True(_book.TryTake(LabFaultKind.BmcSilent, "NODE01"));
        Assert.False(_book.TryTake(LabFaultKind.BmcSilent, "node02"));
        Assert.False(_book.TryTake(LabFaultKind.BmcRejectsPassword, "node01"));
        _book.Clear();
        Assert.False(_book.IsActive(LabFaultKind.BmcSilent, "node01"));
    }

    [Fact]
    public void A_fault_without_server_is_every_servers_and_one_with_server_not_that_of_maas()
    {
        _book.Add(new LabFault(LabFaultKind.DeploymentFails));
        Assert.True(_book.TryTake(LabFaultKind.DeploymentFails, "any"));
        _book.Add(new LabFault(LabFaultKind.MaasConflict, "node01"));
        Assert.False(_book.TryTake(LabFaultKind.MaasConflict));
    }

    [Fact]
    public void A_count_below_zero_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _book.Add(new LabFault(LabFaultKind.MaasConflict, null, -1)));
}
