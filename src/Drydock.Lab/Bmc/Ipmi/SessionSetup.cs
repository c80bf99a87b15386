using System;
using System.Linq;
using System.Net;
using System.Text;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc.Ipmi;

/// <summary>Logs clients in: Open Session and the RAKP messages (IPMI 2.0, 13.17 to 13.23).</summary>
internal sealed class SessionSetup(ServerSpec spec, BmcSettings settings, FaultBook faults, BmcCounters counters, SessionTable sessions)
{
    public const byte OpenSessionRequest = 0x10;
    public const byte Rakp1 = 0x12;
    public const byte Rakp3 = 0x14;

    private const byte NoErrors = 0x00;
    private const byte InsufficientResources = 0x01;
    private const byte InvalidSessionId = 0x02;
    private const byte InvalidAuthentication = 0x04;
    private const byte InvalidIntegrity = 0x05;
    private const byte UnauthorizedRole = 0x0A;
    private const byte InvalidNameLength = 0x0C;
    private const byte UnauthorizedName = 0x0D;
    private const byte InvalidCheckValue = 0x0F;
    private const byte InvalidConfidentiality = 0x10;
    private const byte NoCipherSuiteMatch = 0x11;
    private const byte IllegalParameter = 0x12;

    private readonly CipherSuite[] _suites = CipherSuite.Of(settings.CipherSuites);
    private readonly byte[] _guid = SystemGuid(spec);

    /// <summary>The system's GUID as IPMI sends it (20.8): least significant byte first, so its text from the end.</summary>
    public static byte[] SystemGuid(ServerSpec spec)
    {
        var digits = spec.Uuid.Replace("-", "");
        return [.. Enumerable.Range(0, 16).Select(i => Convert.ToByte(digits.Substring(30 - (2 * i), 2), 16))];
    }

    /// <returns>The answer's payload; null for no answer.</returns>
    public byte[]? Answer(byte payloadType, byte[] payload, EndPoint client) => payloadType switch
    {
        OpenSessionRequest => Open(payload, client),
        Rakp1 => AnswerRakp1(payload),
        Rakp3 => AnswerRakp3(payload),
        _ => null,
    };

    private byte[]? Open(byte[] request, EndPoint client)
    {
        if (request.Length < 8) return null;
        byte[] top = [request[0], NoErrors, (byte)(request[1] & 0x0F), 0x00];
        var console = request.Skip(4).Take(4).ToArray();
        byte[] Refuse(byte status) => [request[0], status, 0x00, 0x00, .. console];
        if (request.Length < 32) return Refuse(IllegalParameter);

        var status = settings.Ipmi.AnsweredSuite is var other and not 0
            ? Answered(other, out var suite)
            : ChooseSuite(Algorithm(request, 8), Algorithm(request, 16), Algorithm(request, 24), out suite);
        if (suite is null) return Refuse(status);
        var session = sessions.Open(BitConverterLe.UInt32(console, 0), suite, client, request[0]);
        if (session is null) return Refuse(InsufficientResources);
        return
        [
            .. top, .. console, .. BitConverterLe.Bytes(session.Id),
            0x00, 0x00, 0x00, 0x08, suite.Authentication, 0x00, 0x00, 0x00,
            0x01, 0x00, 0x00, 0x08, suite.Integrity, 0x00, 0x00, 0x00,
            0x02, 0x00, 0x00, 0x08, CipherSuite.Confidentiality, 0x00, 0x00, 0x00,
        ];
    }

    /// <summary>An algorithm payload's algorithm; null where its length is 0, which leaves the choice to the BMC.</summary>
    private static byte? Algorithm(byte[] request, int at) => request[at + 3] == 0 ? null : (byte)(request[at + 4] & 0x3F);

    private static byte Answered(int id, out CipherSuite? suite)
    {
        suite = CipherSuite.Of(new([id])).Single();
        return NoErrors;
    }

    private byte ChooseSuite(byte? authentication, byte? integrity, byte? confidentiality, out CipherSuite? suite)
    {
        bool Authenticates(CipherSuite each) => authentication is null || authentication == each.Authentication;
        bool Protects(CipherSuite each) => integrity is null || integrity == each.Integrity;
        var encrypts = confidentiality is null || confidentiality == CipherSuite.Confidentiality;
        suite = encrypts ? _suites.LastOrDefault(each => Authenticates(each) && Protects(each)) : null;
        return suite is not null ? NoErrors
            : !_suites.Any(Authenticates) ? InvalidAuthentication
            : !_suites.Any(Protects) ? InvalidIntegrity
            : !encrypts ? InvalidConfidentiality : NoCipherSuiteMatch;
    }

    private byte[]? AnswerRakp1(byte[] request)
    {
        if (request.Length < 28 || request.Length < 28 + request[27]) return null;
        var session = sessions.Find(BitConverterLe.UInt32(request, 4));
        if (session is null || session.IsActive) return Rakp(request[0], InvalidSessionId, 0);
        var first = session.UserKey is null;
        if (first) counters.Login();
        byte[] Refuse(byte status)
        {
            sessions.Close(session.Id);
            return Rakp(request[0], status, session.ConsoleId);
        }

        if (request[27] > 16) return Refuse(InvalidNameLength);
        var name = Encoding.ASCII.GetString(request, 28, request[27]);
        if (settings.Accounts.FirstOrDefault(each => each.Name == name) is not { } account) return Refuse(UnauthorizedName);
        var role = (BmcPrivilege)(request[24] & 0x0F);
        if (role > account.Privilege) return Refuse(UnauthorizedRole);

        if (first)
        {
            session.UserKey = UserKey(account);
            session.BmcRandom = settings.RandomBytes(16);
        }

        session.MaxPrivilege = role == 0 ? account.Privilege : role;
        session.ConsoleRandom = [.. request.Skip(8).Take(16)];
        session.RoleAndName = [request[24], .. request.Skip(27).Take(1 + request[27])];
        var code = session.Suite.Mac(session.UserKey!, BitConverterLe.Bytes(session.ConsoleId), BitConverterLe.Bytes(session.Id),
            session.ConsoleRandom, session.BmcRandom, _guid, session.RoleAndName);
        return [.. Rakp(request[0], NoErrors, session.ConsoleId), .. session.BmcRandom, .. _guid, .. code];
    }

    /// <summary>A BMC that rejects the password is one that knows another.</summary>
    private byte[] UserKey(BmcAccount account) => faults.TryTake(LabFaultKind.BmcRejectsPassword, spec.Name)
        ? settings.RandomBytes(20) : SessionTable.Key(account.Password);

    private byte[]? AnswerRakp3(byte[] request)
    {
        if (request.Length < 8) return null;
        var session = sessions.Find(BitConverterLe.UInt32(request, 4));
        if (session?.UserKey is null) return Rakp(request[0], InvalidSessionId, 0);
        if (request[1] != NoErrors)
        {
            // The client did not like RAKP 2, for example since it knows another password; it wants no answer.
            if (!session.IsActive) sessions.Close(session.Id);
            return null;
        }

        var expected = session.Suite.Mac(
            session.UserKey, session.BmcRandom, BitConverterLe.Bytes(session.ConsoleId), session.RoleAndName);
        if (!CipherSuite.Same(expected, [.. request.Skip(8)]))
        {
            if (!session.IsActive) sessions.Close(session.Id);
            return Rakp(request[0], InvalidCheckValue, session.ConsoleId);
        }

        if (!session.IsActive) sessions.Activate(session);
        var code = session.Suite.Code(session.IntegrityKey, session.ConsoleRandom, BitConverterLe.Bytes(session.Id), _guid);
        return [.. Rakp(request[0], NoErrors, session.ConsoleId), .. code];
    }

    private static byte[] Rakp(byte tag, byte status, uint consoleId) => [tag, status, 0x00, 0x00, .. BitConverterLe.Bytes(consoleId)];
}
