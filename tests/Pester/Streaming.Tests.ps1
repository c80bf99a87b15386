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

    # Stops a script of its own session, as Ctrl+C does, once it has told this many times that it is under way.
    function Measure-Stop([string] $Script, [int] $Ready) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$env:DRYDOCK_MODULE'; `$null = Import-SiteDesign '$($lab.SitePath)'; $Script")
        $call = $shell.BeginInvoke()
        $deadline = [datetime]::UtcNow.AddSeconds(30)
        while ($shell.Streams.Information.Count -lt $Ready -and -not $call.IsCompleted -and [datetime]::UtcNow -lt $deadline) {
            Start-Sleep -Milliseconds 20
        }
        $shell.Streams.Information.Count | Should -Be $Ready -Because "the work got under way ($($shell.Streams.Error.ReadAll()))"
        $call.IsCompleted | Should -BeFalse -Because 'the work is still under way'
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Stop()
        Write-Host "    stopped after $($watch.ElapsedMilliseconds) ms"
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $watch.ElapsedMilliseconds | Should -BeLessOrEqual 500
        $shell.Dispose()
    }
}

AfterAll { Remove-Module Drydock }

Describe 'Streaming' {
    It 'lets no node wait for a dead BMC, through several cmdlets' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $results = $site | Get-SiteNode |
            Set-NodeBoot Pxe -TimeoutSec 10 | Start-NodePower | Get-NodeOob -ErrorAction SilentlyContinue -ErrorVariable problems |
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

    It 'says nothing of half done work where nothing is changed' {
        $out = & { $site | Get-SiteNode | Get-NodeOob | Select-Object -First 1 } 3>&1
        $out | Should -HaveCount 1
        $out | Should -BeOfType Drydock.Results.NodeActionResult
    }

    It 'stops the work with an error where -ErrorAction Stop says so' {
        $before = $lab.Counts
        # The dead BMC's error comes while the others still wait for machines that never turn up.
        { Get-SiteNode | Set-NodeBoot Pxe -TimeoutSec 5 |
                Resolve-NodeMachine -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'Drydock.Oob.*'
        $stopped = $lab.Counts
        $stopped.BmcWrites | Should -BeGreaterThan $before.BmcWrites
        Start-Sleep -Milliseconds 500
        $lab.Counts.MaasReads | Should -Be $stopped.MaasReads -Because 'nobody polls any more'
    }

    It 'stops BMC work within half a second of Ctrl+C' {
        Measure-Stop 'Get-SiteNode | Set-NodeBoot Pxe | ForEach-Object { Write-Information $_.Name }' 5
    }

    It 'stops waiting for MAAS within half a second of Ctrl+C' {
        try {
            $env:MAAS_URL = $lab.MaasUrl
            $env:MAAS_API_KEY = $lab.MaasApiKey.Reveal()
            Measure-Stop 'Connect-Maas; Write-Information ready; Get-SiteNode | Resolve-NodeMachine' 1
        }
        finally {
            Remove-Item Env:MAAS_URL, Env:MAAS_API_KEY
        }
    }
}
