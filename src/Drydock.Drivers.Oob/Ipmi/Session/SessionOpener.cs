using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Oob.Actions;
using Drydock.Drivers.Oob.Ipmi.Crypto;
using Drydock.Drivers.Oob.Ipmi.Packets;
using Drydock.Errors;

namespace Drydock.Drivers.Oob.Ipmi.Session;

/// <summary>
/// Logs in: the strongest cipher suite that the BMC accepts, then RAKP (IPMI 2.0, 13.15). A password is tried once; only
/// a handshake that loses packets is begun again, once.
/// </summary>
/// <param name="call">The action.</param>
/// <param name="gate">The gate over all BMCs.</param>
internal sealed class SessionOpener(OobCall call, SemaphoreSlim gate)
{
    public const int DefaultPort = 623;

    private const int MaxHandshakes = 2;

    /// <summary>A slot of the BMC falls free after a minute without use.</summary>
    private static readonly TimeSpan LongestWaitForSlot = TimeSpan.FromSeconds(75);

    private readonly OobSettings _settings = call.Target.Settings;
    private readonly Privilege _privilege = Privileges.Of(call.Target.Settings.Privilege);
    private byte _tag;

    private TimeSpan Patience => _settings.Timeouts.Connect ?? Exchange.Patience;

    private string Role => _privilege.ToString().ToLowerInvariant();

    public async Task<IpmiSession> OpenAsync()
    {
        for (var handshake = 1; handshake <= MaxHandshakes; handshake++)
        {
            if (await ShakeHandsAsync() is { } session) return session;
            call.Write(LogLevel.Verbose, "the BMC fell silent during login");
        }

        throw call.Error(ErrorCatalogue.OobTimeout, "it fell silent during login", transient: true);
    }

    private async Task<IpmiSession?> ShakeHandsAsync()
    {
        var channel = await ConnectAsync();
        IpmiSession? session = null;
        try
        {
            var exchange = new Exchange(channel, gate, call.Clock);
            return session = await AuthenticateAsync(channel, exchange, await AgreeAsync(channel, exchange));
        }
        finally
        {
            if (session is null) channel.Dispose();
        }
    }

    private async Task<UdpChannel> ConnectAsync()
    {
        try
        {
            return await UdpChannel.OpenAsync(call.Target.Address, call.Target.Settings.Port ?? DefaultPort, call.Cancel);
        }
        catch (SocketException e)
        {
            throw call.Error(ErrorCatalogue.OobUnreachable, e.Message, transient: true, e);
        }
    }

    /// <summary>Open Session: finds the suite.</summary>
    private async Task<Offer> AgreeAsync(UdpChannel channel, Exchange exchange)
    {
        var refusals = new List<string>();
        foreach (var suite in CipherSuite.Candidates(_settings.CipherSuite)!)
        {
            var (consoleId, answer) = await AskAsync(channel, exchange, suite);
            if (answer.Status == RmcpStatus.Ok && answer.Suite == suite) return new Offer(suite, consoleId, answer.BmcId);
            if (answer.Status is not (RmcpStatus.Ok or RmcpStatus.InvalidAuthenticationAlgorithm
                or RmcpStatus.InvalidIntegrityAlgorithm or RmcpStatus.InvalidConfidentialityAlgorithm or RmcpStatus.NoCipherSuiteMatch))
            {
                throw call.Error(ErrorCatalogue.OobProtocol, $"it refuses to open a session: {answer.Status}");
            }

            refusals.Add($"{suite}: {(answer.Status == RmcpStatus.Ok ? "answered with another" : answer.Status.ToString())}");
        }

        throw call.Error(ErrorCatalogue.OobRefused, _settings.CipherSuite is null
            ? $"it accepts no cipher suite that Drydock uses ({string.Join(", ", refusals)}); enable 17 or 3"
            : $"it does not accept the cipher suite of oob.cipher_suite ({string.Join(", ", refusals)}); enable it, or leave the choice to Drydock");
    }

    private async Task<(uint ConsoleId, OpenSession.Response Answer)> AskAsync(UdpChannel channel, Exchange exchange, CipherSuite suite)
    {
        var begun = call.Clock.Elapsed;
        var waits = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        while (true)
        {
            var consoleId = LittleEndian.UInt32(Random(4), 0) | 1;
            // One tag for all tries: the BMC knows a repetition by it, and opens no second session.
            var request = Handshake(PayloadType.OpenSessionRequest, OpenSession.Request(++_tag, consoleId, suite));
            var answer = await exchange.RunAsync(() => request,
                datagram => Payload(datagram, PayloadType.OpenSessionResponse) is { } payload ? OpenSession.Read(payload) : null,
                Patience, call.Cancel);
            if (answer is null)
            {
                throw channel.Refusals > 0
                    ? call.Error(ErrorCatalogue.OobUnreachable, "the host is there, but nothing listens on the IPMI port", transient: true)
                    : call.Error(ErrorCatalogue.OobTimeout, "no answer", transient: true);
            }

            call.Answered = true;
            if (answer.Status != RmcpStatus.InsufficientResources) return (consoleId, answer);
            call.Doing = "waiting for a free session of the BMC";
            if (call.Clock.Elapsed - begun > LongestWaitForSlot)
                throw call.Error(ErrorCatalogue.OobBusy, "all its sessions are in use", transient: true);
            call.Write(LogLevel.Verbose, "all sessions of the BMC are in use; waiting for one");
            await call.Clock.Delay(waits.Next(), call.Cancel);
        }
    }

    /// <summary>RAKP: both sides prove that they know the password.</summary>
    /// <returns>The session, or null where the BMC fell silent.</returns>
    private async Task<IpmiSession?> AuthenticateAsync(UdpChannel channel, Exchange exchange, Offer offer)
    {
        var random = Random(16);
        var login = new KeyExchange(offer.Suite, call.Target.Account, call.Target.Credential, _privilege, random, BmcKey.Read(_settings.Kg));
        try
        {
            // A new tag for each try: BMCs may answer each with other random bytes, and only the last ones count.
            var second = await exchange.RunAsync(
                () => Handshake(PayloadType.Rakp1, Rakp.Message1(++_tag, offer.BmcId, random, login.Role, login.UserName)),
                datagram => Payload(datagram, PayloadType.Rakp2) is { } payload ? Rakp.ReadMessage2(payload) : null,
                Patience, call.Cancel);
            if (second is null) return null;
            if (second.Status != RmcpStatus.Ok) throw Refusal(second.Status);
            var expected = login.Message2Code(offer.ConsoleId, offer.BmcId, second.BmcRandom, second.BmcGuid);
            if (!FixedTime.AreEqual(expected, second.Code))
            {
                // Tells the BMC to free the slot; it does not answer this.
                await channel.SendAsync(Handshake(PayloadType.Rakp3,
                    Rakp.Message3(++_tag, RmcpStatus.InvalidIntegrityCheckValue, offer.BmcId, [])));
                throw call.Error(ErrorCatalogue.OobAuthenticationFailed, $"wrong password for account {call.Target.Account}");
            }

            return await ActivateAsync(channel, exchange, offer, login, second);
        }
        finally
        {
            login.Clear();
        }
    }

    private async Task<IpmiSession?> ActivateAsync(
        UdpChannel channel, Exchange exchange, Offer offer, KeyExchange login, Rakp.Message2 second)
    {
        var sik = login.SessionIntegrityKey(second.BmcRandom);
        var code = login.Message3Code(offer.ConsoleId, second.BmcRandom);
        var session = new IpmiSession(channel, exchange, call, offer.ConsoleId, offer.BmcId, new SessionKeys(offer.Suite, sik));
        var active = true;
        try
        {
            var request = Handshake(PayloadType.Rakp3, Rakp.Message3(++_tag, RmcpStatus.Ok, offer.BmcId, code));
            var fourth = await exchange.RunAsync(() => request,
                datagram => Payload(datagram, PayloadType.Rakp4) is { } payload ? Rakp.ReadMessage4(payload) : null,
                Patience, call.Cancel);
            if (fourth is null) return null;
            active = fourth.Status == RmcpStatus.Ok;
            if (!active) throw Refusal(fourth.Status);
            if (!FixedTime.AreEqual(login.Message4Code(sik, offer.BmcId, second.BmcGuid), fourth.Code))
            {
                throw call.Error(ErrorCatalogue.OobAuthenticationFailed, "it cannot prove that it has the session's key (RAKP message 4); "
                    + (_settings.Kg is null ? "if it has a key of its own (K_G), give oob.kg" : "compare oob.kg with its own key (K_G)"));
            }

            await session.SetPrivilegeAsync(_privilege);
            active = false;
            return session;
        }
        finally
        {
            Array.Clear(sik, 0, sik.Length);
            // A session that was begun and is not handed out holds one of the BMC's few slots.
            if (active) await session.CloseAsync(hurry: true);
        }
    }

    private DrydockException Refusal(RmcpStatus status) => status switch
    {
        RmcpStatus.UnauthorizedName or RmcpStatus.InvalidNameLength or RmcpStatus.InvalidIntegrityCheckValue =>
            call.Error(ErrorCatalogue.OobAuthenticationFailed, $"it refuses account {call.Target.Account}: {status}"),
        RmcpStatus.InvalidRole or RmcpStatus.UnauthorizedRole =>
            call.Error(ErrorCatalogue.OobPermissionDenied, $"account {call.Target.Account} may not log in as {Role}: {status}"),
        RmcpStatus.InsufficientResources or RmcpStatus.InsufficientResourcesForRole =>
            call.Error(ErrorCatalogue.OobBusy, "all its sessions are in use", transient: true),
        _ => call.Error(ErrorCatalogue.OobProtocol, $"it breaks the login off: {status}"),
    };

    private static byte[] Handshake(PayloadType type, byte[] payload) => new SessionPacket(type, 0, 0, payload).Encode();

    /// <summary>The payload of an answer to the tag sent last; others belong to a state that the BMC has left.</summary>
    private byte[]? Payload(byte[] datagram, PayloadType type) =>
        SessionPacket.Decode(datagram) is { } packet && packet.Type == type && packet.Payload.Length > 1 && packet.Payload[0] == _tag
            ? packet.Payload : null;

    private static byte[] Random(int count)
    {
        var bytes = new byte[count];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return bytes;
    }

    private sealed record Offer(CipherSuite Suite, uint ConsoleId, uint BmcId);
}
