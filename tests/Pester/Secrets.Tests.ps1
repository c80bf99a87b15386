# Passwords and keys appear in no stream, result, error or transcript, whatever succeeds or fails.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $lab = Start-DrydockLab -Nodes 3 -TimeScale 200
    $key = $lab.MaasApiKey.Reveal()
    $secrets = @($key.Split(':')[2])
    $secrets += Select-String -Path "$($lab.SitePath)/*.yaml" -Pattern 'credential:\s*(\S+)' | ForEach-Object { $_.Matches[0].Groups[1].Value.Trim("'`"") }
    $transcript = Join-Path $TestDrive 'transcript.txt'

    function Get-Everything([scriptblock] $Script) {
        $Error.Clear()
        $said = & {
            $VerbosePreference = $DebugPreference = $InformationPreference = $ErrorActionPreference = 'Continue'
            & $Script
        } *>&1
        @(
            $said | Format-List * -Force | Out-String -Width 4096
            $said | ForEach-Object { "$_" }
            $said | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue
            $Error | Format-List * -Force | Out-String -Width 4096
            $Error | ForEach-Object { $_.Exception.ToString() }
        ) -join "`n"
    }
}

AfterAll { Remove-Module Drydock }

Describe 'Secrets' {
    It 'are known to this test' {
        $secrets.Count | Should -BeGreaterOrEqual 2
        $secrets | ForEach-Object { $_.Length | Should -BeGreaterThan 7 }
    }

    It 'do not show where everything works' {
        Start-Transcript $transcript | Out-Null
        $everything = Get-Everything {
            Connect-Maas $lab.MaasUrl $lab.MaasApiKey -PassThru
            $site = Import-SiteDesign $lab.SitePath
            $site
            $site | Set-NetworkTemplate
            $site | Get-SiteNode
            $site | Get-SiteNode | Test-NodeOob
            $site | Get-SiteNode | Get-NodeOob
            $site | Get-SiteNode | Set-NodeBoot Pxe | Restart-NodePower | Resolve-NodeMachine | Invoke-NodeCommission
            Get-MaasMachine
            Get-DrydockLab
        }
        Stop-Transcript | Out-Null
        $everything | Should -Match 'PowerCycleNode'
        $everything | Should -Match 'machines/'
        foreach ($secret in $secrets) {
            $everything.Contains($secret) | Should -BeFalse
            (Get-Content $transcript -Raw).Contains($secret) | Should -BeFalse
        }
    }

    It 'do not show where everything fails' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'site')
        Copy-Item "$($lab.SitePath)/*" $folder
        Get-ChildItem $folder -Filter *.yaml | ForEach-Object {
            (Get-Content $_ -Raw) -replace 'credential:.*', 'credential: canary-0815-bmc' | Set-Content $_
        }
        $everything = Get-Everything {
            $wrong = ConvertTo-SecureString "$($key.Split(':')[0, 1] -join ':'):canary-0815-key" -AsPlainText -Force
            try { Connect-Maas $lab.MaasUrl $wrong } catch { $_ }
            $site = Import-SiteDesign $folder
            $site | Get-SiteNode | Test-NodeOob
            $site | Get-SiteNode | Set-NodeBoot Pxe | Restart-NodePower
        }
        $everything | Should -Match 'Drydock.Oob.AuthenticationFailed'
        $everything | Should -Not -Match 'canary-0815-(bmc|key)'
        foreach ($secret in $secrets) { $everything.Contains($secret) | Should -BeFalse }
    }

    It 'do not show in any stream, progress or process where they are kept elsewhere' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'kept')
        Copy-Item "$($lab.SitePath)/*" $folder
        $kept = 'env://DRYDOCK_CANARY', 'secret://vault/bmc'
        $script:next = 0
        Get-ChildItem $folder -Filter *.yaml | ForEach-Object {
            [regex]::Replace((Get-Content $_ -Raw), 'credential:.*', { "credential: $($kept[$script:next++ % 2])" }) | Set-Content $_
        }
        $env:DRYDOCK_CANARY = 'canary-0816-env'
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("
                Import-Module '$env:DRYDOCK_MODULE'
                `$VerbosePreference = `$DebugPreference = `$InformationPreference = `$ErrorActionPreference = 'Continue'
                function Get-Secret(`$Name) { if (`$Name -eq 'bmc') { ConvertTo-SecureString 'canary-0816-vault' -AsPlainText -Force } }
                `$site = Import-SiteDesign '$folder'
                `$given = [pscredential]::new('drydock', (ConvertTo-SecureString 'canary-0816-given' -AsPlainText -Force))
                Get-SiteNode | Test-NodeOob -TimeoutSec 5
                Get-SiteNode | Get-NodeOob -TimeoutSec 5 -Credential `$given
                Get-SiteNode | Set-NodePxe -TimeoutSec 5 | Stop-NodePower -Soft -TimeoutSec 5
                `$Error | Format-List * -Force | Out-String -Width 4096
            ")
            $output = [Management.Automation.PSDataCollection[psobject]]::new()
            $call = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
            $processes = [Collections.Generic.HashSet[string]]::new()
            $until = [datetime]::UtcNow.AddSeconds(60)
            while (-not $call.IsCompleted -and [datetime]::UtcNow -lt $until) {
                if ($IsLinux) {
                    Get-ChildItem /proc -Directory -Filter '[0-9]*' | ForEach-Object {
                        $line = try { [IO.File]::ReadAllText("$_/cmdline") } catch { '' }
                        if ($line.Contains('canary-' + '0816')) { $null = $processes.Add($line) }
                    }
                }
                Start-Sleep -Milliseconds 50
            }
            $call.IsCompleted | Should -BeTrue
            $streams = $shell.Streams
            $everything = @(
                $output | Format-List * -Force | Out-String -Width 4096
                $output | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue
                $streams.Error, $streams.Warning, $streams.Verbose, $streams.Debug, $streams.Information, $streams.Progress |
                    ForEach-Object { $_ } | Format-List * -Force | Out-String -Width 4096
            ) -join "`n"
            $everything | Should -Match 'Drydock.Oob.AuthenticationFailed'
            $everything | Should -Match 'env://DRYDOCK_CANARY' -Because 'a reference is no secret'
            $everything | Should -Not -Match 'canary-0816-(env|vault|given)'
            $processes | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
            Remove-Item Env:DRYDOCK_CANARY
        }
    }
}
