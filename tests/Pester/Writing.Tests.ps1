# Site designs written: new ones, exported ones, and what changes between two.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $folder = Join-Path $TestDrive 'site'
    $files = New-SiteDesign $folder -Name harbour -NodeCount 4 -Domain harbour.example
    $site = Import-SiteDesign $folder -WarningAction SilentlyContinue
    $profiles = Join-Path $folder 'profiles.yaml'

    function Edit($from, $to) {
        $changed = Join-Path $TestDrive "changed-$([guid]::NewGuid())"
        Copy-Item $folder $changed -Recurse
        foreach ($file in Get-ChildItem $changed) { Set-Content $file (Get-Content $file -Raw).Replace($from, $to) -NoNewline }
        Import-SiteDesign $changed -WarningAction SilentlyContinue
    }
}

AfterAll { Remove-Module Drydock }

Describe 'New-SiteDesign' {
    It 'writes files that read as the site asked for' {
        $files | Should -HaveCount 6
        $files | ForEach-Object { $_ | Should -BeOfType System.IO.FileInfo }
        $site.Name | Should -Be 'harbour'
        $site.Nodes.Name | Should -Be 'node1', 'node2', 'node3', 'node4'
        $site.Nodes[0].Fqdn | Should -Be 'node1.harbour.example'
    }

    It 'returns one text without a path, and that reads as a site, too' {
        $file = Join-Path $TestDrive 'stream.yaml'
        New-SiteDesign -NodeCount 2 -OobType libvirt | Set-Content $file
        (Import-SiteDesign $file -WarningAction SilentlyContinue).Nodes.Oob.Type | Should -Be 'libvirt', 'libvirt'
    }

    It 'overwrites nothing without -Force, and writes nothing with -WhatIf' {
        $before = Get-Content $profiles -Raw
        New-SiteDesign $folder -Name other -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.Exists,*'
        Get-Content $profiles -Raw | Should -Be $before
        New-SiteDesign "$TestDrive/none" -WhatIf | Should -BeNullOrEmpty
        "$TestDrive/none" | Should -Not -Exist
        New-SiteDesign $folder -Name harbour -NodeCount 4 -Domain harbour.example -Force | Should -HaveCount 6
        Get-Content $profiles -Raw | Should -Be $before
    }

    It 'says what does not fit' {
        New-SiteDesign -OobCidr 10.0.0.0/29 -NodeCount 50 -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.NotPossible,*'
        $problem[0].ErrorDetails.Message | Should -Match 'too small'
    }
}

Describe 'Export-SiteDesign' {
    It 'as <as> in <format> reads as the same site' -ForEach @(
        @{ as = 'Written'; format = 'Yaml' }, @{ as = 'Written'; format = 'Json' }, @{ as = 'Effective'; format = 'Yaml' }, @{ as = 'Effective'; format = 'Json' }
    ) {
        $file = Join-Path $TestDrive "$as.$($format.ToLowerInvariant())"
        $site | Export-SiteDesign $file -As $as -IncludeSecret | Should -BeNullOrEmpty
        $again = Import-SiteDesign $file -WarningAction SilentlyContinue
        Compare-SiteDesign $site $again | Where-Object Kind -ne HostProfile | Should -BeNullOrEmpty
        $again.HostProfiles.Count | Should -Be $(if ($as -eq 'Written') { 1 } else { 0 })
        if ($format -eq 'Json') { (Get-Content $file -Raw | ConvertFrom-Json).Count | Should -BeGreaterThan 10 }
    }

    It 'masks secrets unless they are asked for' {
        $secret = Edit 'env://DRYDOCK_OOB_PASSWORD' 'canary-0815'
        foreach ($as in 'Effective', 'Written') {
            $secret | Export-SiteDesign -As $as | Should -Not -Match 'canary-0815'
            $secret | Export-SiteDesign -As $as -IncludeSecret | Should -Match 'canary-0815'
        }
        ($site | Export-SiteDesign) | Should -Match 'env://DRYDOCK_OOB_PASSWORD'
    }

    It 'overwrites nothing without -Force, and writes nothing with -WhatIf' {
        $file = Join-Path $TestDrive 'kept.yaml'
        Set-Content $file 'mine'
        $site | Export-SiteDesign $file -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.Exists,*'
        $site | Export-SiteDesign $file -Force -WhatIf
        Get-Content $file | Should -Be 'mine'
        $site | Export-SiteDesign $file -Force
        Get-Content $file -TotalCount 1 | Should -Be '---'
        $site | Export-SiteDesign "$TestDrive/no.yaml" -WhatIf
        "$TestDrive/no.yaml" | Should -Not -Exist
    }

    It 'says that a site made by hand has no documents as written' {
        [Drydock.Design.SiteDesign]::new() | Export-SiteDesign -As Written -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.NotWritten,*'
    }
}

Describe 'Compare-SiteDesign' {
    It 'returns nothing for equal sites' { Compare-SiteDesign $site (Edit 'nothing of this' 'x') | Should -BeNullOrEmpty }

    It 'shows an edit of a host profile at its nodes, with actions' {
        $changes = Edit '    tags: [host]' '    tags: [host, fast]' | Compare-SiteDesign $site
        $changes.Document | Should -Be 'HostProfile/host', 'BaremetalNode/node1', 'BaremetalNode/node2', 'BaremetalNode/node3', 'BaremetalNode/node4'
        $changes[1].Properties[0].ToString() | Should -Be 'metadata.tags: host → host, fast'
        $changes[1].Actions | Should -Be 'ApplyNodePlatform'
        $changes[1].NeedsRedeploy | Should -BeFalse
        $changes[0].Nodes | Should -HaveCount 4
    }

    It 'tells what needs a new deployment' {
        $changes = Compare-SiteDesign -ReferenceObject $site -DifferenceObject (Edit 'mtu: 9000' 'mtu: 1500')
        $node = $changes | Where-Object Kind -eq BaremetalNode | Select-Object -First 1
        $node.Actions | Should -Be 'DestroyNode', 'ApplyNodeNetworking', 'DeployNode'
        $node.NeedsRedeploy | Should -BeTrue
        ($changes | Where-Object Kind -eq NetworkLink).Actions | Should -Be 'CreateNetworkTemplate'
    }

    It 'never shows a secret' {
        $first = Edit 'env://DRYDOCK_OOB_PASSWORD' 'canary-1'
        $second = Edit 'env://DRYDOCK_OOB_PASSWORD' 'canary-2'
        $changes = Compare-SiteDesign $first $second
        $changes[0].Properties[0].ToString() | Should -Be 'oob.credential: changed'
        $changes | Format-List * | Out-String | Should -Not -Match 'canary'
        $changes | ConvertTo-Json -Depth 8 | Should -Not -Match 'canary'
    }

    It 'shows a table of at most 120 columns' {
        $changes = Edit 'kernel: ga-22.04' 'kernel: hwe-22.04' | Compare-SiteDesign $site
        $text = $changes | Out-String -Width 120
        ($text -split '\r?\n' | Where-Object { $_ } | Select-Object -First 1) | Should -Match '^Kind\s+Name\s+Change\s+Redeploy\s+Actions\s+Properties'
        $text -split '\r?\n' | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
        $changes | Format-List | Out-String | Should -Match 'platform.kernel: ga-22.04 → hwe-22.04'
        $changes[1].Properties | Out-String | Should -Match 'OldValue'
    }
}
