using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Drydock.Lab.Bmc.Ipmi;
using Drydock.Lab.Bmc.Redfish;
using Drydock.Lab.Hardware;

namespace Drydock.Lab.Bmc;

/// <summary>How a simulated BMC is set up; the same for IPMI and Redfish.</summary>
public sealed record BmcSettings
{
    /// <summary>Who may log in.</summary>
    public ItemList<BmcAccount> Accounts { get; init; } = ItemList<BmcAccount>.Empty;

    /// <summary>IPMI cipher suites that it accepts; 3 and 17 are known.</summary>
    public ItemList<int> CipherSuites { get; init; } = new([3, 17]);

    /// <summary>How many sessions each of IPMI and Redfish may have open.</summary>
    public int MaxSessions { get; init; } = 16;

    /// <summary>How long a session may be idle before it is closed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time as the BMC's firmware counts it: the wall's, since its clients live by that too.</summary>
    public Clock Clock { get; init; } = Clock.System;

    /// <summary>Where random bytes come from; takes their count.</summary>
    public Func<int, byte[]> RandomBytes { get; init; } = SystemRandom;

    /// <summary>The certificate of the Redfish service with its private key; null for plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Habits of its IPMI.</summary>
    public IpmiQuirks Ipmi { get; init; } = new();

    /// <summary>Habits of its Redfish service.</summary>
    public RedfishQuirks Redfish { get; init; } = new();

    /// <summary>Settings with the one account of a server's spec, an administrator.</summary>
    /// <param name="spec">The server.</param>
    public static BmcSettings For(ServerSpec spec) => new()
    {
        Accounts = new([new BmcAccount(spec.BmcUser, spec.BmcPassword, BmcPrivilege.Administrator)]),
    };

    private static byte[] SystemRandom(int count)
    {
        var bytes = new byte[count];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return bytes;
    }
}

/// <summary>An account of a BMC.</summary>
/// <param name="Name">The account's name, at most 16 characters in IPMI.</param>
/// <param name="Password">Its password, at most 20 bytes in IPMI.</param>
/// <param name="Privilege">The most it may do.</param>
public sealed record BmcAccount(string Name, Secret Password, BmcPrivilege Privilege);

/// <summary>What an account may do, with the numbers of IPMI 2.0, table 22-19.</summary>
public enum BmcPrivilege
{
    /// <summary>Nothing but log in.</summary>
    Callback = 1,

    /// <summary>Read (Redfish role <c>ReadOnly</c>).</summary>
    User = 2,

    /// <summary>Power and boot as well.</summary>
    Operator = 3,

    /// <summary>Everything.</summary>
    Administrator = 4,
}
