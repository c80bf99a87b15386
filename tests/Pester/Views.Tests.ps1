# What objects look like: tables of at most 120 columns, lists that say more.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $lab = Start-DrydockLab -Nodes 3
    $session = $lab | Connect-Maas -PassThru
    $site = Import-SiteDesign $lab.SitePath
    $name = $site.Nodes[0].Name
}

AfterAll { Remove-Module Drydock }

Describe 'Tables' {
    It 'of <kind> have the columns <columns> and fit' -ForEach @(
        @{ kind = 'nodes'; make = { Get-SiteNode }; columns = 'Name Rack HostProfile Oob Tags' }
        @{ kind = 'sites'; make = { $site }; columns = 'Name Nodes Racks Networks' }
        @{ kind = 'results'; make = { Start-NodePower $name }; columns = 'Name Action Status Duration Driver Message' }
        @{ kind = 'BMCs'; make = { Get-NodeOob $name }; columns = 'Name Status Power Boot Health Model Firmware Serial' }
        @{ kind = 'checked BMCs'; make = { Test-NodeOob $name }; columns = 'Node Driver Reachable Authenticated Privilege Security Firmware Resets' }
        @{ kind = 'BMC details'; make = { (Get-NodeOob $name).Detail }; columns = 'Power Health Manufacturer Model SerialNumber BmcFirmware BiosVersion Endpoint' }
        @{ kind = 'site results'; make = { $site | Test-NodeProvisioner }; columns = 'Name Action Status Changes Duration Message' }
        @{ kind = 'sessions'; make = { $session }; columns = 'Url UserName Version Reads Writes Retries' }
        @{ kind = 'labs'; make = { Get-DrydockLab }; columns = 'MaasUrl Servers SitePath' }
        @{ kind = 'lab servers'; make = { Get-DrydockLab -Server }; columns = 'Name Bmc Address Power Boot Activity MaasStatus' }
        @{ kind = 'machines'; make = { [Drydock.Maas.MaasMachine]::new() }; columns = 'Hostname SystemId Status Power Pool Zone Tags' }
    ) {
        $text = & $make | Out-String -Width 120
        $header = $text -split '\r?\n' | Where-Object { $_ } | Select-Object -First 1
        $header -split '\s+' | Where-Object { $_ } | Select-Object -First ($columns -split ' ').Count | Should -Be ($columns -split ' ')
        $text -split '\r?\n' | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
    }

    It 'keep secrets' {
        ($lab | Format-List | Out-String) | Should -Match '\*\*\*'
        ($lab | Format-List * | Out-String) | Should -Not -Match ([regex]::Escape($lab.MaasApiKey.Reveal()))
        ($site.Nodes[0] | Format-List * | Out-String) | Should -Not -Match ([regex]::Escape($site.Nodes[0].Oob.Credential.Reveal()))
    }
}

Describe 'Lists' {
    It 'of results tell the steps before and what to do about an error' {
        $text = Set-NodeBoot Pxe $name | Start-NodePower | Format-List | Out-String
        $text | Should -Match 'History\s+: SetNodeBoot: Success'
        $text | Should -Match 'Remedy'
    }

    It 'of what failed show no rests of what was not read' {
        $wrong = [pscredential]::new('nobody', (ConvertTo-SecureString 'wrong' -AsPlainText -Force))
        $text = Get-NodeOob $name -Credential $wrong -ErrorAction SilentlyContinue | Format-List | Out-String
        $text | Should -Match 'Fru\s+: *\r?\n'
    }
}
