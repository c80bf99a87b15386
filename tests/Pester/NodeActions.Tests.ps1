# Actions that bring MAAS itself to the design, and what commissioning found, as users meet them.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $lab = Start-DrydockLab -Nodes 3
    $lab | Connect-Maas -PollIntervalSec 0.1
    $site = Import-SiteDesign $lab.SitePath
    $siteCmdlets = 'Set-BootMedia', 'Set-StorageTemplate', 'Set-NodeProvisioner', 'Initialize-HardwareConfig'
}

AfterAll { Remove-Module Drydock }

Describe 'MAAS as designed' {
    It 'writes nothing with -WhatIf' {
        $before = $lab.Counts.MaasWrites
        foreach ($cmdlet in $siteCmdlets) { ($site | & $cmdlet -WhatIf).Status | Should -Be WhatIf -Because $cmdlet }
        $lab.Counts.MaasWrites | Should -Be $before
    }

    It 'gives one result per site, and nothing is written a second time' {
        foreach ($cmdlet in $siteCmdlets) {
            $first = @($site | & $cmdlet)
            $first.Count | Should -Be 1
            $first[0].GetType().Name | Should -Be SiteActionResult
            $first[0].Status | Should -Be Success -Because "$cmdlet says $($first[0].Message)"
        }
        (Get-MaasConfiguration disk_erase_with_quick_erase).Value | Should -BeTrue
        (Get-MaasConfiguration ntp_servers).Value | Should -Be '10.23.16.1 ntp.ubuntu.com'
        $before = $lab.Counts.MaasWrites
        foreach ($cmdlet in $siteCmdlets) { ($site | & $cmdlet).Changes | Should -Be 0 -Because $cmdlet }
        $lab.Counts.MaasWrites | Should -Be $before
    }

    It 'says in one error what a design asks of MAAS in vain' {
        $text = @"
schema: drydock/Region/v1
metadata: {schema: metadata/Document/v1, name: vain}
data:
  boot_media: {images: [plan9]}
"@
        $path = Join-Path $TestDrive vain.yaml
        Set-Content $path $text
        $vain = Import-SiteDesign $path
        $result = $vain | Set-BootMedia -ErrorVariable problem -ErrorAction SilentlyContinue
        $result.Status | Should -Be Failure
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotReady,*'
        "$($problem[0])" | Should -BeLike "*no image 'plan9'*"
    }
}

Describe 'What commissioning found' {
    BeforeAll {
        $null = $site | Set-NetworkTemplate
        $commissioned = @($site | Get-SiteNode | Set-NodeBoot Pxe | Restart-NodePower | Resolve-NodeMachine | Invoke-NodeCommission)
    }

    It 'comes with the result of commissioning' {
        $commissioned.Status | Should -Be (@('Success') * 3)
        $commissioned | ForEach-Object { $_.Detail.Disks.Count | Should -BeGreaterThan 0; $_.Detail.Aliases.ContainsKey('pxe_nic') | Should -BeTrue }
        $commissioned[0].Detail.Scripts.Name | Should -Contain 'maas-lshw'
    }

    It 'is asked for at any time, writes nothing, and fits into 120 columns' {
        $before = $lab.Counts.MaasWrites
        $details = $site | Get-SiteNode | Get-NodeDetail
        $details.Status | Should -Be (@('Success') * 3)
        $lab.Counts.MaasWrites | Should -Be $before
        foreach ($list in $details.Detail, $details[0].Detail.Nics, $details[0].Detail.Disks) {
            ($list | Format-Table | Out-String -Width 120) -split "`n" | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
        }
        $details[0].Detail.Nics[0].PciAddress | Should -Match '^[0-9a-f]{4}:[0-9a-f]{2}:'
    }
}
