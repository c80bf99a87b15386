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
    private const string Hook = """
        #!/bin/sh
        # Called as: hook.sh get power|boot … | set power|boot|reset|shutdown VALUE …
        here=$(dirname "$0"); operation=$1; shift
        echo "$operation $*" >>"$here/log"
        case $operation in
          get) for name; do echo "$name:$(cat "$here/$name")"; done ;;
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

    private readonly string _folder = Directory.CreateTempSubdirectory("drydock-ipmi-sim-").FullName;
    private readonly Process _process;

    public IpmiSim()
    {
        Port = FreePort();
        File.WriteAllText(Path.Combine(_folder, "power"), "0\n");
        File.WriteAllText(Path.Combine(_folder, "boot"), "default\n");
        File.WriteAllText(Path.Combine(_folder, "log"), "");
        File.WriteAllText(Path.Combine(_folder, "hook.sh"), Hook + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder, "hook.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Path.Combine(_folder, "sim.emu"), Controller);
        File.WriteAllText(Path.Combine(_folder, "lan.conf"), string.Create(CultureInfo.InvariantCulture, $"""
            name "server"
            set_working_mc 0x20
              startlan 1
                addr 127.0.0.1 {Port}
                priv_limit admin
                allowed_auths_callback none md2 md5 straight
                allowed_auths_user none md2 md5 straight
                allowed_auths_operator none md2 md5 straight
                allowed_auths_admin none md2 md5 straight
                guid a123456789abcdefa123456789abcdef
              endlan
              chassis_control "{_folder}/hook.sh"
              user 1 false "" "" user 10 none md2 md5 straight
              user 2 true "admin" "password" admin 10 none md2 md5 straight
              user 3 true "oper" "operpw" operator 10 none md2 md5 straight

            """));
        Directory.CreateDirectory(Path.Combine(_folder, "state", "server"));
        _process = Process.Start(new ProcessStartInfo(Program!, ["-n", "-c", "lan.conf", "-f", "sim.emu", "-s", "state"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        _ = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    /// <summary>The simulator's path, or null where it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/bin").Select(folder => Path.Combine(folder, "ipmi_sim")).FirstOrDefault(File.Exists);

    public int Port { get; }

    /// <summary>What the chassis was told to change, one entry a command.</summary>
    public string[] Changes => [.. File.ReadAllLines(Path.Combine(_folder, "log"))
        .Where(line => line.StartsWith("set ", StringComparison.Ordinal)).Select(line => line["set ".Length..].Trim())];

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
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
}
