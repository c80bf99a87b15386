using System;
using System.Collections.Generic;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>Commands, with the privilege and the length that each needs (IPMI 2.0, appendix G).</summary>
internal sealed class CommandTable
{
    public const byte Chassis = 0x00;
    public const byte SensorEvent = 0x04;
    public const byte App = 0x06;
    public const byte Storage = 0x0A;

    private readonly Dictionary<(byte NetFn, byte Command), Entry> _entries = [];

    public void Add(byte netFn, byte command, BmcPrivilege needs, int minLength, Func<byte[], IpmiAnswer> run) =>
        Add(netFn, command, needs, minLength, (data, _) => run(data));

    public void Add(byte netFn, byte command, BmcPrivilege needs, int minLength, Func<byte[], IpmiSession?, IpmiAnswer> run) =>
        _entries.Add((netFn, command), new Entry(needs, minLength, run));

    /// <summary>Does what a request asks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">Its session; null for a request outside sessions.</param>
    public IpmiAnswer Do(IpmiMessage request, IpmiSession? session)
    {
        if (!_entries.TryGetValue((request.NetFn, request.Command), out var entry))
            return IpmiAnswer.Fail(session is null ? CompletionCode.InsufficientPrivilege : CompletionCode.InvalidCommand);
        if (entry.Needs > (session?.Privilege ?? 0)) return IpmiAnswer.Fail(CompletionCode.InsufficientPrivilege);
        if (request.Data.Length < entry.MinLength) return IpmiAnswer.Fail(CompletionCode.RequestDataLengthInvalid);
        return entry.Run(request.Data, session);
    }

    private sealed record Entry(BmcPrivilege Needs, int MinLength, Func<byte[], IpmiSession?, IpmiAnswer> Run);
}
