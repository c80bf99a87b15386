# How work flows and stops. The lab's BMCs answer at once, but one answers nothing.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $probe = Start-DrydockLab -Nodes 6
    $names = $probe.Servers.Name
    Stop-DrydockLab
    # Servers take their time here: what is stopped early must be seen to be under way.
    $lab = Start-DrydockLab -Nodes 6 -TimeScale 1 -Fault "BmcSilent:$($names[0])"
    $lab | Connect-Maas -PollIntervalSec 0.1
    $site = Import-SiteDesign $lab.SitePath

    function Measure-Stop([string] $Script, [scriptblock] $UnderWay) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$env:DRYDOCK_MODULE'; `$null = Import-SiteDesign '$($lab.SitePath)'; $Script")
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $call = $shell.BeginInvoke($output, $output)
        $deadline = [datetime]::UtcNow.AddSeconds(30)
        while (-not (& $UnderWay $output) -and -not $call.IsCompleted -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 20 }
        $call.IsCompleted | Should -BeFalse -Because "the work is still under way ($($shell.Streams.Error))"
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        [pscustomobject]@{ Elapsed = $watch.Elapsed; Warning = $shell.Streams.Warning; State = $shell.InvocationStateInfo.State }
        $shell.Dispose()
    }
}

AfterAll { Remove-Module Drydock }

Describe 'Streaming' {
    It 'lets no node wait for a dead BMC, through several cmdlets' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $results = $site | Get-SiteNode |
            Set-NodeBoot Pxe | Start-NodePower | Get-NodeOob -ErrorAction SilentlyContinue -ErrorVariable problems |
            ForEach-Object { [pscustomobject]@{ Name = $_.Name; Action = $_.Action; Status = $_.Status; At = $watch.Elapsed } }
        $results | Should -HaveCount 6
        $results[-1].Name | Should -Be $names[0]
        $results[-1].Action | Should -Be 'SetNodeBoot'
        $results[0..4].Action | Should -Be (@('InterrogateOob') * 5)
        $problems | Should -HaveCount 1
        Write-Host "    five nodes after $($results[4].At.TotalSeconds.ToString('0.0')) s, the dead one after $($results[5].At.TotalSeconds.ToString('0.0')) s"
    }

    It 'hands real results to other commands between node cmdlets' {
        $between = [System.Collections.Generic.List[object]]::new()
        $results = Get-SiteNode $names[1], $names[2] | Set-NodeBoot Disk | ForEach-Object { $between.Add($_); $_ } | Get-NodeOob
        $between | ForEach-Object { $_ | Should -BeOfType Drydock.Results.NodeActionResult }
        $results.Detail.Boot.Device | Should -Be 'Disk', 'Disk'
    }

    It 'gives -OutVariable and -ErrorVariable of a cmdlet in the middle what belongs to it' {
        $results = Get-SiteNode $names[0], $names[1] |
            Set-NodeBoot Pxe -OutVariable boots -ErrorVariable problems -ErrorAction SilentlyContinue -TimeoutSec 5 | Get-NodeOob
        $boots.Action | Should -Be 'SetNodeBoot', 'SetNodeBoot'
        $problems | Should -HaveCount 1
        $results | Should -HaveCount 2
    }

    It 'passes a failed result through untouched, without a second error' {
        $first = Set-NodeBoot Pxe $names[0] -TimeoutSec 5 -ErrorAction SilentlyContinue
        $second = $first | Start-NodePower -ErrorVariable problems
        [object]::ReferenceEquals($first.psobject.BaseObject, $second.psobject.BaseObject) | Should -BeTrue
        $problems | Should -BeNullOrEmpty
    }

    It 'works in a pipeline inside a pipeline' {
        $results = $names[1], $names[2] | ForEach-Object { $_ | Set-NodeBoot Pxe | Get-NodeOob }
        $results.Action | Should -Be 'InterrogateOob', 'InterrogateOob'
    }

    It 'works where commands are put together by code' {
        $shell = [powershell]::Create('CurrentRunspace').AddCommand('Get-SiteNode').AddParameter('Name', $names[1]).AddCommand('Set-NodeBoot').
            AddParameter('Device', 'Pxe').AddCommand('Get-NodeOob')
        $shell.Invoke().Action | Should -Be 'InterrogateOob'
    }

    It 'names a node that the site does not have, and goes on' {
        $results = Get-NodeOob nobody, $names[1] -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Name | Should -Be $names[1]
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Node.NotFound,*'
    }
}

Describe 'Stopping' {
    It 'stops the work within half a second of Select-Object -First, and says what was under way' {
        $watch = [Diagnostics.Stopwatch]::new()
        $first = $site | Get-SiteNode | Set-NodeBoot Pxe | Get-NodeOob -WarningVariable warnings -WarningAction SilentlyContinue |
            ForEach-Object { $watch.Restart(); $_ } | Select-Object -First 1
        $watch.ElapsedMilliseconds | Should -BeLessOrEqual 500
        $first | Should -HaveCount 1
        "$warnings" | Should -Match ([regex]::Escape($names[0]) + ' \(SetNodeBoot\)')
    }

    It 'stops the work within half a second of an error with -ErrorAction Stop' {
        $late = $names[1..5]
        $watch = [Diagnostics.Stopwatch]::new()
        # The dead BMC's error comes while the others still wait for machines that never turn up.
        { Get-SiteNode | Set-NodeBoot Pxe -TimeoutSec 5 |
                Resolve-NodeMachine -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'Drydock.Oob.*'
        $late | Should -HaveCount 5
    }

    It 'stops within half a second of Ctrl+C: <name>' -ForEach @(
        @{ name = 'BMC work'; script = 'Get-SiteNode | Set-NodeBoot Pxe'; ready = { param($output) $output.Count -ge 5 } }
        @{ name = 'waiting for MAAS'; script = "`$env:X | Out-Null; Resolve-NodeMachine"; ready = { $true } }
    ) {
        if ($name -eq 'waiting for MAAS') {
            $key = [System.Net.NetworkCredential]::new('', $lab.MaasApiKey.Reveal()).Password
            $env:MAAS_URL = $lab.MaasUrl
            $env:MAAS_API_KEY = $key
            $script = 'Connect-Maas; "ready"; Get-SiteNode | Resolve-NodeMachine'
            $ready = { param($output) $output.Count -ge 1 }
        }
        try {
            $stopped = Measure-Stop $script $ready
        }
        finally {
            Remove-Item Env:MAAS_URL, Env:MAAS_API_KEY -ErrorAction SilentlyContinue
        }
        Write-Host "    stopped after $($stopped.Elapsed.TotalMilliseconds.ToString('0')) ms"
        $stopped.State | Should -Be Stopped
        $stopped.Elapsed.TotalMilliseconds | Should -BeLessOrEqual 500
    }
}
