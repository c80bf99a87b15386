using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Drydock.Drivers.Oob.Tests.Peers;

/// <summary>
/// OpenIPMI's simulator as a foreign BMC: IPMI 2.0 over LAN with cipher suite 3 (not 17). A hook script keeps power in a
/// file and notes every command. Its boot flags are lossy: the byte with the valid bit always reads back as 0.
/// </summary>
public sealed class IpmiSim : IDisposable
{
    public const string Account = "admin";
    public const string Password = "password";

    /// <summary>Only what the shell has built in, since fleets run it thousands of times.</summary>
    private const string Hook = """
        #!/bin/sh
        # Called as: hook.sh FOLDER get power|boot … | set power|boot|reset|shutdown VALUE …
        here=$1 operation=$2; shift 2
        echo "$operation $*" >>"$here/log"
        case $operation in
          get) for name; do read -r value <"$here/$name"; echo "$name:$value"; done ;;
          set) while [ $# -gt 0 ]; do
                 case $1 in
                   power|boot) echo "$2" >"$here/$1" ;;
                   shutdown) echo 0 >"$here/power" ;;
                 esac
                 shift 2
               done ;;
          *) exit 1 ;;
        esac
        exit 0
        """;

    private const string Controller = """
        mc_setbmc 0x20
        mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr
        sel_enable 0x20 1000 0x0a
        sensor_add 0x20 0 0 35 0x6f event-only
        sensor_add 0x20 0 1 0x01 0x01
        sensor_set_value 0x20 0 1 0x60 0
        mc_add_fru_data 0x20 0 128 data 0
        mc_enable 0x20

        """;

    /// <summary>Get Channel Authentication Capabilities, which is answered before any login.</summary>
    private static readonly byte[] AreYouThere =
        [0x06, 0x00, 0xFF, 0x07, 0x00, .. new byte[8], 0x09, 0x20, 0x18, 0xC8, 0x81, 0x04, 0x38, 0x8E, 0x04, 0xB1];

    private readonly string _folder = Directory.CreateTempSubdirectory("drydock-ipmi-sim-").FullName;
    private readonly IPEndPoint _endpoint;
    private readonly Process _process;

    /// <summary>Starts a BMC on a free port.</summary>
    public IpmiSim()
        : this(new IPEndPoint(IPAddress.Loopback, FreePort()))
    {
    }

    /// <summary>Starts a BMC.</summary>
    public IpmiSim(IPEndPoint endpoint, bool on = false)
    {
        _endpoint = endpoint;
        Write("power", on ? "1\n" : "0\n");
        Write("boot", "default\n");
        Write("log", "");
        Write("hook.sh", Hook + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder, "hook.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Write("sim.emu", Controller);
        Write("lan.conf", string.Create(CultureInfo.InvariantCulture, $"""
            name "server"
            set_working_mc 0x20
              startlan 1
                addr {endpoint.Address} {endpoint.Port}
                priv_limit admin
                allowed_auths_callback none md2 md5 straight
                allowed_auths_user none md2 md5 straight
                allowed_auths_operator none md2 md5 straight
                allowed_auths_admin none md2 md5 straight
                guid a123456789abcdefa123456789abcdef
              endlan
              chassis_control "{_folder}/hook.sh {_folder}"
              user 1 false "" "" user 10 none md2 md5 straight
              user 2 true "{Account}" "{Password}" admin 10 none md2 md5 straight
              user 3 true "oper" "operpw" operator 10 none md2 md5 straight

            """));
        Directory.CreateDirectory(Path.Combine(_folder, "state", "server"));
        // The shell keeps it from the test's console, and is replaced by it.
        _process = Process.Start(new ProcessStartInfo("/bin/sh",
            ["-c", "exec \"$0\" -n -c lan.conf -f sim.emu -s state >sim.log 2>&1 </dev/null", Program!])
        {
            WorkingDirectory = _folder,
        })!;
    }

    /// <summary>The simulator's path, or null where it is not installed.</summary>
    public static string? Program { get; } = Tool.Find("ipmi_sim");

    public int Port => _endpoint.Port;

    /// <summary>
    /// What the chassis was told to change. A command whose answer was late on a busy machine is sent, and done, once more,
    /// which changes nothing and shows here once.
    /// </summary>
    public string[] Changes
    {
        get
        {
            string[] lines = [.. File.ReadAllLines(Path.Combine(_folder, "log")).Where(line => line.StartsWith("set ", StringComparison.Ordinal))];
            return [.. lines.Where((line, i) => i == 0 || line != lines[i - 1]).Select(line => line["set ".Length..].Trim())];
        }
    }

    /// <summary>Whether the chassis has power.</summary>
    public bool IsOn => File.ReadAllText(Path.Combine(_folder, "power")).Trim() == "1";

    /// <summary>Waits until the BMC answers.</summary>
    public async Task ReadyAsync()
    {
        using var socket = new UdpClient(_endpoint.AddressFamily);
        socket.Connect(_endpoint);
        for (var waited = TimeSpan.Zero; waited < TestNodes.Patience; waited += TimeSpan.FromMilliseconds(100))
        {
            try
            {
                await socket.SendAsync(AreYouThere);
                await socket.ReceiveAsync().WaitAsync(TimeSpan.FromMilliseconds(100));
                return;
            }
            catch (TimeoutException)
            {
                // Lost while it starts.
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("ipmi_sim does not start: " + await File.ReadAllTextAsync(Path.Combine(_folder, "sim.log")));
    }

    /// <summary>Stops it by signal, as a BMC that hangs.</summary>
    public Task HangAsync() => Tool.RunAsync("kill", "-STOP", _process.Id.ToString(CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit(10_000);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
