using System;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Ipmi.Crypto;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Ipmi.Session;

/// <summary>An open RMCP+ session: commands go one after another, each encrypted and signed.</summary>
internal sealed class IpmiSession(
    UdpChannel channel, Exchange exchange, OobCall call, uint consoleId, uint bmcId, SessionKeys keys)
{
    private const byte SetSessionPrivilegeLevel = 0x3B;
    private const byte CloseSession = 0x3C;

    /// <summary>A BMC that starts needs a minute.</summary>
    private static readonly TimeSpan LongestBusy = TimeSpan.FromSeconds(75);

    private static readonly TimeSpan HurriedGoodbye = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private uint _sequence;
    private uint _received;
    private int _request;

    /// <summary>The agreed cipher suite.</summary>
    public CipherSuite Suite => keys.Suite;

    /// <summary>The privilege in force.</summary>
    public Privilege Privilege { get; private set; } = Privilege.User;

    /// <summary>Raises the session, which begins as user (IPMI 2.0, 22.18).</summary>
    public async Task SetPrivilegeAsync(Privilege privilege)
    {
        var reply = await SendAsync(new IpmiRequest(NetFunction.Application, SetSessionPrivilegeLevel, (byte)privilege), call.Cancel);
        // Some BMCs grant less than was asked for instead of refusing; the new level is the first byte.
        var granted = reply.Data.Length > 0 ? reply.Data[0] & 0x0F : 0;
        if (reply.Completion is 0x80 or 0x81 or 0x82 || (reply.Completion == CompletionCode.Ok && granted > 0 && granted < (int)privilege))
            throw call.Error(ErrorCatalogue.OobPermissionDenied, $"account {call.Target.Account} may not act as {privilege.ToString().ToLowerInvariant()}");
        Check(reply, "Set Session Privilege Level");
        Privilege = privilege;
    }

    /// <summary>Sends a command until it is answered and the BMC is not too busy for it.</summary>
    /// <returns>The reply, whatever its completion code.</returns>
    /// <exception cref="DrydockException">No answer, or busy for too long.</exception>
    public async Task<IpmiReply> SendAsync(IpmiRequest request, CancellationToken cancel)
    {
        var waits = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));
        var begun = call.Clock.Elapsed;
        var doing = call.Doing;
        while (true)
        {
            var reply = await TransactAsync(request, call.Target.Settings.Timeouts.Request ?? Exchange.Patience, cancel)
                ?? throw call.Error(ErrorCatalogue.OobTimeout, "it fell silent during the session", transient: true);
            call.Doing = doing;
            if (!CompletionCode.IsBusy(reply.Completion)) return reply;
            var reason = CompletionCode.Describe(reply.Completion);
            // A missed deadline then tells what kept the action, not only what it was at.
            call.Doing = $"{doing}; the BMC answers: {reason}";
            if (call.Clock.Elapsed - begun > LongestBusy) throw call.Error(ErrorCatalogue.OobBusy, $"it stays busy: {reason}", transient: true);
            call.Write(LogLevel.Verbose, $"the BMC is busy, asking again: {reason}");
            await call.Clock.Delay(waits.Next(), cancel);
        }
    }

    /// <summary>Sends a command that must succeed.</summary>
    /// <param name="request">The command.</param>
    /// <param name="name">The command's name in the specification.</param>
    /// <param name="length">Bytes of data that the reply must have.</param>
    /// <param name="cancel">Stops the command.</param>
    public async Task<byte[]> ExecuteAsync(IpmiRequest request, string name, int length, CancellationToken cancel)
    {
        var reply = await SendAsync(request, cancel);
        Check(reply, name);
        return reply.Data.Length >= length ? reply.Data
            : throw call.Error(ErrorCatalogue.OobProtocol, $"{name} was answered with {reply.Data.Length} bytes, expected {length}");
    }

    /// <summary>Sends a command for what a BMC need not have, or not give to everybody.</summary>
    /// <param name="request">The command.</param>
    /// <param name="length">Bytes of data that the reply must have.</param>
    /// <param name="cancel">Stops the command.</param>
    /// <returns>The data, or null where the BMC refuses or says too little.</returns>
    public async Task<byte[]?> TryAsync(IpmiRequest request, int length, CancellationToken cancel)
    {
        var reply = await SendAsync(request, cancel);
        return reply.Completion == CompletionCode.Ok && reply.Data.Length >= length ? reply.Data : null;
    }

    /// <summary>Turns a completion code into an error.</summary>
    public void Check(IpmiReply reply, string name)
    {
        var text = $"{name}: {CompletionCode.Describe(reply.Completion)}";
        switch (reply.Completion)
        {
            case CompletionCode.Ok:
                return;
            case CompletionCode.InsufficientPrivilege:
                throw call.Error(ErrorCatalogue.OobPermissionDenied, text);
            default:
                throw call.Error(ErrorCatalogue.OobRefused, text, transient: reply.Completion == CompletionCode.NotInPresentState);
        }
    }

    /// <summary>Closes the session and forgets its keys (IPMI 2.0, 22.19). BMCs have few sessions. Never throws.</summary>
    public async Task CloseAsync(bool hurry)
    {
        var patience = hurry ? HurriedGoodbye : Goodbye;
        using var limit = new CancellationTokenSource(patience);
        try
        {
            var id = new PacketWriter().UInt32(bmcId).ToArray();
            await TransactAsync(new IpmiRequest(NetFunction.Application, CloseSession, id), patience, limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            call.Write(LogLevel.Verbose, "the BMC did not confirm the end of the session; it ends by itself after a minute");
        }
        finally
        {
            keys.Clear();
            channel.Dispose();
        }
    }

    private Task<IpmiReply?> TransactAsync(IpmiRequest request, TimeSpan patience, CancellationToken cancel)
    {
        var number = _request = (_request + 1) & 0x3F;
        var message = IpmiMessage.Encode(request, number);
        return exchange.RunAsync(
            () => new SessionPacket(PayloadType.Ipmi, bmcId, ++_sequence, message).Encode(keys),
            datagram => Read(datagram, request, number), patience, cancel);
    }

    /// <summary>Takes only what is meant for this session, is signed, not older than what came before, and answers the request.</summary>
    private IpmiReply? Read(byte[] datagram, IpmiRequest request, int number)
    {
        if (SessionPacket.Decode(datagram, keys) is not { Type: PayloadType.Ipmi } packet
            || packet.SessionId != consoleId || packet.Sequence < _received)
        {
            return null;
        }

        _received = packet.Sequence;
        return IpmiMessage.Decode(packet.Payload, request, number);
    }
}
