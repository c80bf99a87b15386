using System.CommandLine;
using Drydock.Bench;

// Figures for people to read, on demand: dotnet run -c Release --project tests/Drydock.Bench -- site|oob|maas
var nodes = new Option<int>("--nodes", "-n") { Description = "How many nodes.", DefaultValueFactory = _ => 100, Recursive = true };
var site = new Command("site", "Reads, compiles and checks sites: time, memory and cost per node; of three sizes without --nodes.");
site.SetAction((arguments, cancel) =>
    SiteBench.RunAsync(arguments.GetResult(nodes) is { Implicit: false } ? arguments.GetValue(nodes) : null, cancel));
var folder = new Argument<string>("folder");
var pass = new Command("site-pass", "Measures the site of a folder in this process.") { folder };
pass.Hidden = true;
pass.SetAction((arguments, cancel) => SiteBench.PassAsync(arguments.GetValue(folder)!, cancel));
var protocol = new Option<string>("--protocol", "-p") { Description = "ipmi or redfish.", DefaultValueFactory = _ => "ipmi" };
protocol.AcceptOnlyFromAmong("ipmi", "redfish");
var oob = new Command("oob", "Power-cycles servers behind instant BMCs, which run beside: time, CPU of the client, sessions.") { protocol };
oob.SetAction((arguments, cancel) => OobBench.RunAsync(arguments.GetValue(nodes), arguments.GetValue(protocol)!, cancel));
var bmcs = new Command("oob-lab", "Runs the BMCs that oob cycles.") { protocol };
bmcs.Hidden = true;
bmcs.SetAction((arguments, cancel) => OobLab.RunAsync(arguments.GetValue(nodes), arguments.GetValue(protocol)!, cancel));
var maas = new Command("maas", "Takes nodes through MAAS: requests per stage and node, and what a second pass costs; of three sizes without --nodes.");
var latency = new Option<string>("--latency") { Description = "none, region, or ms a request, ms a machine, workers.", DefaultValueFactory = _ => "region" };
maas.Options.Add(latency);
maas.SetAction((arguments, cancel) =>
    MaasBench.RunAsync(arguments.GetResult(nodes) is { Implicit: false } ? arguments.GetValue(nodes) : null, arguments.GetValue(latency)!, cancel));
var measured = new Command("maas-pass", "Measures one size in this process.") { latency };
measured.Hidden = true;
measured.SetAction((arguments, cancel) => MaasBench.MeasureAsync(arguments.GetValue(nodes), arguments.GetValue(latency)!, cancel));
var region = new Command("maas-lab", "Runs the lab that maas uses.") { latency };
region.Hidden = true;
region.SetAction((arguments, cancel) => MaasLab.RunAsync(arguments.GetValue(nodes), arguments.GetValue(latency)!, cancel));
return await new RootCommand("Drydock's benchmarks.") { nodes, site, pass, oob, bmcs, maas, measured, region }.Parse(args).InvokeAsync();
