# What MAAS has, through cmdlets: lists, filters, changes, waits, and any endpoint.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $lab = Start-DrydockLab -Nodes 3
    $lab | Connect-Maas -PollIntervalSec 0.1
    $site = Import-SiteDesign $lab.SitePath
    $null = $site | Set-NetworkTemplate
    $commissioned = $site | Get-SiteNode | Set-NodeBoot Pxe | Restart-NodePower | Resolve-NodeMachine | Invoke-NodeCommission
    $first = $commissioned[0].Name
    function Get-Problem([scriptblock] $Script) { try { & $Script } catch { $_ } }
}

AfterAll { Remove-Module Drydock }

Describe 'Lists of the region' {
    It '<_> gives typed objects with a table that fits 120 columns' -ForEach @(
        'Fabric', 'Vlan', 'Subnet', 'Space', 'IPRange', 'StaticRoute', 'Domain', 'Tag', 'PackageRepository', 'BootResource', 'RackController', 'Event', 'Configuration'
    ) {
        $null = New-MaasTag "view-$_" -KernelOptions 'a=b'
        $objects = @(& "Get-Maas$_")
        if ($_ -ne 'StaticRoute') { $objects.Count | Should -BeGreaterThan 0 }
        $type = if ($_ -eq 'Configuration') { 'MaasSetting' } else { "Maas$_" }
        $objects | ForEach-Object { $_.GetType().FullName | Should -Be "Drydock.Maas.$type" }
        ($objects | Select-Object -First 5 | Format-Table | Out-String -Width 120) -split "`n" | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
    }

    It 'chooses by wildcards and says what is not there' {
        (Get-MaasTag view-Fab*).Name | Should -Be 'view-Fabric'
        $problem = Get-Problem { Get-MaasFabric nothere -ErrorAction Stop }
        $problem.FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotFound,*'
        "$problem" | Should -BeLike "*no fabric 'nothere'*"
    }

    It 'narrows VLANs, subnets and ranges' {
        $subnet = $site.Networks[0]
        (Get-MaasSubnet -Cidr $subnet.Cidr).Cidr | Should -Be $subnet.Cidr
        Get-MaasIPRange -Type Dynamic | ForEach-Object Type | Select-Object -Unique | Should -Be 'dynamic'
        Get-MaasVlan | Where-Object DhcpOn | Should -Not -BeNullOrEmpty
        Get-MaasVlan -Vid 0 | ForEach-Object Vid | Select-Object -Unique | Should -Be 0
    }

    It 'tells settings, a password only as a secret' {
        (Get-MaasConfiguration default_storage_layout).Value | Should -Be 'flat'
        @(Get-MaasConfiguration).Count | Should -BeGreaterThan 30
        (Get-Problem { Get-MaasConfiguration nosuch -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotFound,*'
    }

    It 'completes names that were seen' {
        $null = Get-MaasTag
        $line = 'Remove-MaasTag view-Fa'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'view-Fabric'
    }
}

Describe 'Lists of machines' {
    It 'takes machines, nodes, results and names' {
        $expected = @(Get-MaasInterface $first).MacAddress
        $expected.Count | Should -BeGreaterThan 1
        @(Get-MaasMachine $first | Get-MaasInterface).MacAddress | Should -Be $expected
        @($site | Get-SiteNode $first | Get-MaasInterface).MacAddress | Should -Be $expected
        @($commissioned[0] | Get-MaasInterface).MacAddress | Should -Be $expected
        @(Get-MaasInterface (Get-MaasMachine $first).SystemId).MacAddress | Should -Be $expected
    }

    It 'goes on after a machine that is not there' {
        $found = Get-MaasBlockDevice nothere, $first -ErrorAction SilentlyContinue -ErrorVariable problem
        $found.Count | Should -BeGreaterThan 0
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotFound,*'
        $problem[0].TargetObject | Should -Be 'nothere'
    }

    It 'reads script results with output' {
        $results = Get-MaasScriptResult $first -Type Commissioning -IncludeOutput
        $results.Status | Select-Object -Unique | Should -Be 'Passed'
        ($results | Where-Object Output).Count | Should -BeGreaterThan 0
        Get-MaasScriptResult $first | Where-Object Output | Should -BeNullOrEmpty
    }

    It 'reads events of a machine, as many as asked for' {
        $events = @(Get-MaasEvent $first -Level Debug -Count 3)
        $events.Count | Should -BeLessOrEqual 3
        $events.Hostname | Select-Object -Unique | Should -Be $first
        $events[0].Created | Should -BeOfType [DateTimeOffset]
    }
}

Describe 'Changes' {
    It 'makes, changes and removes a tag' {
        (New-MaasTag bigpages -KernelOptions 'hugepages=4' -Comment 'for tests').KernelOptions | Should -Be 'hugepages=4'
        (Get-MaasTag bigpages | Set-MaasTag -KernelOptions 'hugepages=8').Comment | Should -Be 'for tests'
        Get-MaasTag bigpages | Remove-MaasTag
        (Get-Problem { Remove-MaasTag bigpages -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotFound,*'
    }

    It 'adds and removes an SSH key, and refuses a private one' {
        $line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4nYlBl6PuvJZjGTYJ6mDLI7rPXzq1DXWYyHk9f1ZbH pester@test'
        $line | New-MaasSshKey | Should -Not -BeNullOrEmpty
        $other = $line.Replace('f1ZbH', 'f1ZbI').Replace('pester@', 'other@')
        (Set-MaasSshKey $other -Id (Get-MaasSshKey *pester@test).Id).Key | Should -Be $other
        Get-MaasSshKey *pester@test | Should -BeNullOrEmpty
        Get-MaasSshKey *other@test | Remove-MaasSshKey
        Get-MaasSshKey *pester@test | Should -BeNullOrEmpty
        "$(Get-Problem { New-MaasSshKey '-----BEGIN OPENSSH PRIVATE KEY----- canary' -ErrorAction Stop })" | Should -Not -Match 'canary'
    }

    It 'adds, changes and removes a package repository' {
        $made = New-MaasPackageRepository docker http://mirror.example/docker -Distribution jammy -Component stable
        $made.Components | Should -Be 'stable'
        ($made | Set-MaasPackageRepository -Enabled $false).Enabled | Should -BeFalse
        (Set-MaasPackageRepository 1 -DisabledPocket backports).DisabledPockets | Should -Be 'backports'
        Get-MaasPackageRepository docker | Remove-MaasPackageRepository
        "$(Get-Problem { Remove-MaasPackageRepository 1 -ErrorAction Stop })" | Should -BeLike '*Cannot delete default Ubuntu archives*'
    }

    It 'adds, changes and removes a machine' {
        $secret = ConvertTo-SecureString canary-power -AsPlainText -Force
        $credential = [pscredential]::new('admin', $secret)
        $made = New-MaasMachine node99 52-54-00-DD-00-99 -PowerType ipmi -PowerParameter @{ power_address = '127.9.9.9' } -PowerCredential $credential
        $made.Hostname | Should -Be 'node99'
        (Set-MaasMachine node99 -Description 'spare').Hostname | Should -Be 'node99'
        "$(Get-Problem { Set-MaasMachine node99 -PowerParameter @{ power_pass = 'canary' } -ErrorAction Stop })" | Should -Match 'SecureString'
        Remove-MaasMachine node99 -Confirm:$false
        Get-MaasMachine node9* | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        $before = (Get-MaasTag).Count
        New-MaasTag never -WhatIf
        Remove-MaasTag view-Fabric -WhatIf
        Set-MaasMachine $first -Description never -WhatIf
        Remove-MaasMachine $first -WhatIf
        Invoke-MaasRestMethod tags/ -Method Post -Form @{ name = 'never' } -WhatIf
        (Get-MaasTag).Count | Should -Be $before
        Get-MaasMachine $first | Should -Not -BeNullOrEmpty
    }
}

Describe 'Wait-MaasMachine' {
    It 'returns machines that are there already' {
        @(Get-MaasMachine | Wait-MaasMachine Ready, Allocated -TimeoutSec 30).Count | Should -Be 3
    }

    It 'gives up at its time, naming machine and state' {
        $problem = Get-Problem { Wait-MaasMachine Deployed $first -TimeoutSec 1 -ErrorAction Stop }
        $problem.FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.Timeout,*'
        "$problem" | Should -Match $first
    }
}

Describe 'Invoke-MaasRestMethod' {
    It 'gives JSON as objects' {
        $answer = Invoke-MaasRestMethod version/
        $answer.version | Should -Match '^\d+\.\d+'
        (Invoke-MaasRestMethod fabrics/)[0].vlans[0].mtu | Should -Be 1500
    }

    It 'calls an operation with fields' {
        Invoke-MaasRestMethod maas/ set_config -Method Post -Form @{ name = 'upstream_dns'; value = '9.9.9.9' } | Should -Be 'OK'
        Invoke-MaasRestMethod maas/ get_config -Form @{ name = 'upstream_dns' } | Should -Be '9.9.9.9'
        Invoke-MaasRestMethod tags/ -Method Post -Form @{ name = 'rest' } | ForEach-Object name | Should -Be 'rest'
        (Invoke-MaasRestMethod tags/rest/ update_nodes -Method Post -Form @{ add = (Get-MaasMachine).SystemId }).added | Should -Be 3
        Invoke-MaasRestMethod tags/rest/ -Method Delete | Should -BeNullOrEmpty
    }

    It 'says what MAAS says of a wrong path, with -Raw the text' {
        (Get-Problem { Invoke-MaasRestMethod machines/nosuch/ -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotFound,*'
        Invoke-MaasRestMethod version/ -Raw | Should -BeLike '{*version*'
    }
}

Describe 'Stop-DrydockLab' {
    It 'forgets the session with the lab that it stops' {
        Stop-DrydockLab $lab
        (Get-Problem { Get-MaasTag -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotConnected,*'
        $site | Test-SiteDesign -Quiet | Should -BeTrue
    }
}
