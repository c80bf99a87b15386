# The way from power-on to deployed servers, on a lab with one dead BMC.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $dead = 'BmcSilent'
    $probe = Start-DrydockLab -Nodes 12
    $names = $probe.Servers.Name
    Stop-DrydockLab

    $lab = Start-DrydockLab -Nodes 12 -Fault "${dead}:$($names[6])"
    $lab | Connect-Maas -PollIntervalSec 0.1
    $site = Import-SiteDesign $lab.SitePath
}

AfterAll { Remove-Module Drydock }

Describe 'A rehearsal' {
    It 'goes through the whole chain and makes no write on any wire' {
        $before = $lab.Counts
        $results = $site | Get-SiteNode |
            Set-NodeBoot Pxe -WhatIf | Restart-NodePower -WhatIf | Resolve-NodeMachine -WhatIf | Invoke-NodeCommission -WhatIf |
            Set-NodeNetworking -WhatIf | Set-NodeStorage -WhatIf | Set-NodePlatform -WhatIf | Invoke-NodeDeploy -WhatIf
        $site | Set-NetworkTemplate -WhatIf | ForEach-Object Status | Should -Be WhatIf
        $site | Set-ProvisionerCredential -WhatIf | ForEach-Object Status | Should -Be WhatIf
        $results | Should -HaveCount 12
        $results.Status | Should -Be (@('WhatIf') * 12)
        $results[0].History.Count | Should -Be 7
        $lab.Counts.BmcWrites | Should -Be $before.BmcWrites
        $lab.Counts.BmcLogins | Should -Be $before.BmcLogins
        $lab.Counts.MaasWrites | Should -Be $before.MaasWrites
    }

    It 'stays one where only its first cmdlet has -WhatIf' {
        $before = $lab.Counts
        $results = $site | Get-SiteNode | Set-NodeBoot Pxe -WhatIf | Restart-NodePower | Resolve-NodeMachine | Invoke-NodeDeploy
        $results.Status | Should -Be (@('WhatIf') * 12)
        $lab.Counts.BmcWrites | Should -Be $before.BmcWrites
        $lab.Counts.MaasWrites | Should -Be $before.MaasWrites
    }
}

Describe 'The runbook' {
    BeforeAll {
        $template = $site | Set-NetworkTemplate
        $credential = $site | Set-ProvisionerCredential
        $check = $site | Test-NodeProvisioner
        $Error.Clear()
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $results = $site | Get-SiteNode |
            Set-NodeBoot Pxe | Restart-NodePower | Resolve-NodeMachine | Invoke-NodeCommission |
            Set-NodeNetworking | Set-NodeStorage | Set-NodePlatform |
            Invoke-NodeDeploy -Confirm:$false -ErrorVariable problems -ErrorAction SilentlyContinue |
            Select-Object *, @{ Name = 'At'; Expression = { $watch.Elapsed } }
        Write-Host "    runbook of 12 nodes: $($watch.Elapsed.TotalSeconds.ToString('0.0')) s"
        $deployed = @($results | Where-Object { $_.Action -eq 'DeployNode' -and $_.Status -eq 'Success' })
        $failed = @($results | Where-Object Status -ne 'Success')
    }

    It 'prepares the site' {
        $template.Status, $credential.Status, $check.Status | Should -Be 'Success', 'Success', 'Success'
        ($site | Set-NetworkTemplate).Changes | Should -Be 0
    }

    It 'deploys eleven nodes and fails one at its step' {
        $deployed | Should -HaveCount 11
        $failed | Should -HaveCount 1
        $failed[0].Name | Should -Be $names[6]
        $failed[0].Action | Should -Be 'SetNodeBoot'
        $failed[0].Status | Should -Be 'Failure'
        $failed[0].History.Count | Should -Be 0
    }

    It 'writes one error, with id, target, remedy and the cmdlet that failed' {
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Oob.Timeout,*'
        $problems[0].TargetObject | Should -Be $names[6]
        $problems[0].CategoryInfo.Activity | Should -Be 'Set-NodeBoot'
        $problems[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'remembers every step of a node' {
        $deployed[0].History.Action | Should -Be @(
            'SetNodeBoot', 'PowerCycleNode', 'IdentifyNode', 'ConfigureHardware', 'ApplyNodeNetworking', 'ApplyNodeStorage', 'ApplyNodePlatform')
    }

    It 'leaves the machines deployed in MAAS' {
        (Get-MaasMachine -Status Deployed).Hostname | Sort-Object | Should -Be ($deployed.Name | Sort-Object)
        (Get-MaasMachine "$($deployed[0].Name)").Hostname | Should -Be $deployed[0].Name
        (Get-MaasMachine *).Count | Should -BeGreaterOrEqual 11
    }

    It 'has nothing left to write in a second run' {
        $before = $lab.Counts
        $again = $deployed.Name | Set-NodeNetworking | Set-NodeStorage | Set-NodePlatform
        $again.Status | Should -Be (@('Success') * 11)
        $lab.Counts.MaasWrites | Should -Be $before.MaasWrites
    }

    It 'leaves no BMC session open' {
        $lab.Counts.OpenSessions | Should -Be 0
    }
}
