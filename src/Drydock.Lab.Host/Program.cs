using System;
using System.CommandLine;
using Drydock.Lab.Host;
using Spectre.Console;

if (Console.IsOutputRedirected)
{
    // Logs and pipes get plain lines, not broken at a terminal's width.
    AnsiConsole.Profile.Width = 200;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

var root = new RootCommand("The Drydock lab: a small datacentre in one process, to see and try Drydock without hardware.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
