# Checking and selecting: what Test-SiteDesign finds, what Get-Site* return, and designs that are made of hashtables.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $faults = Join-Path $PSScriptRoot 'Fixtures' 'faults'
    $raw = Join-Path $PSScriptRoot 'Fixtures' 'repository'
    $lab = Start-DrydockLab -Nodes 6
    $site = Import-SiteDesign $lab.SitePath
    function Invoke-Checked([string] $Text, [hashtable] $With = @{}) {
        $file = Join-Path $TestDrive 'site.yaml'
        Set-Content $file $Text
        Test-SiteDesign $file @With -WarningAction SilentlyContinue
    }
    $warned = "---`nschema: drydock/HardwareProfile/v1`nmetadata: {name: h}`ndata: {device_aliases: {nic: {bus_type: pci, address: 'x'}}}`n"
}

AfterAll { Remove-Module Drydock }

Describe 'Test-SiteDesign' {
    It 'finds twelve faults at their places' {
        $found = Test-SiteDesign $faults -WarningAction SilentlyContinue
        $found | ForEach-Object { '{0}:{1}:{2} {3} {4} {5}' -f (Split-Path $_.File -Leaf), $_.Line, $_.Column, $_.Severity, $_.Code, $_.Rule } | Should -Be @(
            'networks.yaml:15:8 Error DD2003 MTU Rationality'
            'networks.yaml:28:15 Error DD1006 Network Bond Rationality'
            'networks.yaml:52:14 Error DD2002 IP Locality Check'
            'networks.yaml:56:14 Error DD5306 Name Servers'
            'networks.yaml:62:9 Error DD2006 CIDR Validity'
            'nodes.yaml:11:14 Error DD5304 Special Address'
            'nodes.yaml:19:3 Error DD001 Document Schema'
            'profiles.yaml:22:16 Error DD5402 Device Alias Addresses'
            'profiles.yaml:50:17 Error DD1001 Rational Boot Storage'
            'profiles.yaml:73:25 Error DD2004 Storage Mountpoint'
            'profiles.yaml:79:17 Warning DD5207 Kernel Parameter Reference'
            'racks.yaml:6:13 Error DD5001 YAML Syntax'
        )
        foreach ($finding in $found) {
            $finding | Should -BeOfType ([Drydock.Design.DesignFinding])
            $line = (Get-Content $finding.File)[$finding.Line - 1]
            $line.Length | Should -BeGreaterOrEqual $finding.Column
            $finding.Message | Should -Not -BeNullOrEmpty
            $finding.Remedy | Should -Not -BeNullOrEmpty
            if ($finding.Code -ne 'DD5001') { $finding.Message | Should -BeLike "*$($finding.Document)*"; $finding.Path | Should -BeLike '.*' }
        }
        $properties = $found[0].PSObject.Properties.Name
        'Rule', 'Code', 'Severity', 'Message', 'Document', 'Path', 'File', 'Line', 'Column', 'Remedy' | ForEach-Object { $properties | Should -Contain $_ }
    }

    It 'shows them in a table of at most 120 columns, with file, line and column' {
        Push-Location $PSScriptRoot
        try { $text = Test-SiteDesign $faults -WarningAction SilentlyContinue | Out-String -Width 120 }
        finally { Pop-Location }
        $plain = $text -replace '\x1b\[[0-9;]*m'
        $plain -split '\r?\n' | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
        [regex]::Matches($plain, '(?m)^ +\d+ +\d+ (Error|Warning) +DD\d+ +\S').Count | Should -Be 12
        $plain | Should -Match ([regex]::Escape((Join-Path 'Fixtures' 'faults' 'networks.yaml')))
        $plain | Should -Match '(?m)^ +15 +8 Error +DD2003 NetworkLink/oob: \.mtu is 100;'
    }

    It 'draws the line of a YAML error with a caret, as a finding' {
        $found = Test-SiteDesign (Join-Path $faults 'racks.yaml') -WarningAction SilentlyContinue -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $lines = $found[0].Message -split '\r?\n'
        $lines[1] | Should -Be "  6 |   location: {building: north, floor: '2'"
        $lines[2].IndexOf('^') | Should -Be $lines[1].IndexOf('{')
    }

    It 'tells all of a finding in a list' {
        $text = Test-SiteDesign $faults -WarningAction SilentlyContinue | Select-Object -First 1 | Format-List | Out-String
        'Rule', 'Code', 'Severity', 'Message', 'Document', 'Path', 'File', 'Line', 'Column', 'Remedy' | ForEach-Object { $text | Should -Match "(?m)$_ +:" }
    }

    It 'answers -Quiet with a boolean, and -Strict takes warnings for errors' {
        Test-SiteDesign $faults -Quiet -WarningAction SilentlyContinue | Should -BeFalse
        Invoke-Checked $warned @{ Quiet = $true } | Should -BeTrue
        Invoke-Checked $warned @{ Quiet = $true; Strict = $true } | Should -BeFalse
        Invoke-Checked $warned | ForEach-Object Severity | Should -Contain 'Warning'
        Invoke-Checked $warned @{ Strict = $true } | ForEach-Object Severity | Should -Not -Contain 'Warning'
        Test-SiteDesign "$TestDrive/none.yaml" -Quiet -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeFalse
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.NotFound,*'
    }

    It 'skips rules by code and name, and says how much that left out' {
        $found = Test-SiteDesign $faults -SkipRule dd2003, 'Name Servers', DD5601 -WarningVariable warnings -WarningAction SilentlyContinue -Verbose 4>&1
        $notes = @($found | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        @($found).Count - $notes.Count | Should -Be 10
        "$warnings" | Should -Match '2 findings were left out by skipping DD2003 MTU Rationality \(1\), DD5306 Name Servers \(1\)'
        "$notes" | Should -Match 'DD5601 Node Filter was skipped, though it found nothing'
    }

    It 'refuses a rule that there is not with the nearest name, and one that must be' {
        $problem = try { Test-SiteDesign $faults -SkipRule DD2093 } catch { $_ }
        $problem.FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.RuleNotFound,*'
        "$problem" | Should -Match "Did you mean 'DD2003'"
        "$(try { Test-SiteDesign $faults -SkipRule 'YAML Syntax' } catch { $_ })" | Should -Match 'cannot be skipped'
    }

    It 'completes codes and names of rules' {
        $text = 'Test-SiteDesign x -SkipRule DD50'
        (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText | Should -Contain 'DD5005'
        (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText | Should -Not -Contain 'DD5001'
        $text = 'Test-SiteDesign x -SkipRule Name'
        (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText | Should -Be "'Name Servers'"
    }

    It 'checks images and kernels where there is a MAAS session, and says where there is none' {
        $said = $site | Test-SiteDesign -Verbose -WarningVariable warnings 4>&1
        "$said" | Should -Match 'Images and kernels were not checked'
        $warnings | Should -BeNullOrEmpty
        $session = $lab | Connect-Maas -PassThru
        try {
            $found = $site | Test-SiteDesign -WarningVariable warnings
            $warnings | Should -BeNullOrEmpty
            $found | Where-Object Code -EQ 'DD3001' | Should -BeNullOrEmpty
            $files = Get-ChildItem $lab.SitePath -Filter *.yaml | ForEach-Object { Copy-Item $_ $TestDrive -PassThru }
            $files | ForEach-Object { (Get-Content $_ -Raw) -replace 'kernel: ga-22.04', 'kernel: ga-11.04' | Set-Content $_ }
            $found = $files | Test-SiteDesign -Connection $session | Where-Object Code -EQ 'DD3001'
            $found.Message | Should -BeLike '*.platform.kernel is ga-11.04, which the node provisioner does not have for the image jammy.'
            $found.Nodes.Count | Should -BeGreaterThan 1
            $found.Remedy | Should -Match 'ga-22\.04'
        }
        finally { Disconnect-Maas }
    }

    It 'ends a job of a build server with its exit code' {
        $check = { param($path) & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "Import-Module '$env:DRYDOCK_MODULE'; `$bad = Test-SiteDesign '$path' -Strict -ErrorAction Stop; `$bad; exit [int][bool]`$bad" *> $null; $LASTEXITCODE }
        & $check $faults | Should -Be 1
        & $check "$TestDrive/none.yaml" | Should -Be 1
        Set-Content "$TestDrive/good.yaml" "---`nschema: drydock/Rack/v1`nmetadata: {name: r1}`ndata: {}`n---`nschema: drydock/Network/v1`nmetadata: {name: n}`ndata: {cidr: 10.0.0.0/24}`n"
        Test-SiteDesign "$TestDrive/good.yaml" -SkipRule DD2005, DD2002 -Quiet -WarningAction SilentlyContinue | Should -BeTrue
    }
}

Describe 'Where a site comes from' {
    It 'is standard input, with a byte order mark too' {
        $text = [char]0xFEFF + "---`nschema: drydock/Rack/v1`nmetadata: {name: räck}`ndata: {tor_switches: 1}`n"
        [IO.File]::WriteAllText("$TestDrive/in.yaml", $text)
        $shell = (Get-Process -Id $PID).Path
        $start = [System.Diagnostics.ProcessStartInfo]@{
            FileName = $shell; RedirectStandardInput = $true; RedirectStandardOutput = $true; UseShellExecute = $false
            StandardInputEncoding = [Text.UTF8Encoding]::new($false); StandardOutputEncoding = [Text.UTF8Encoding]::new($false)
            Arguments = "-NoProfile -Command `"Import-Module '$env:DRYDOCK_MODULE'; (Test-SiteDesign - -WarningAction Ignore | Select-Object Document, File, Line, Column | ConvertTo-Json -Compress)`""
        }
        $process = [System.Diagnostics.Process]::Start($start)
        $process.StandardInput.Write($text); $process.StandardInput.Close()
        $out = $process.StandardOutput.ReadToEndAsync()
        $process.WaitForExit(60000) | Should -BeTrue
        $found = $out.Result | ConvertFrom-Json
        "$($found.Document) $($found.File):$($found.Line):$($found.Column)" | Should -Be 'Rack/räck -:4:22'
        (Test-SiteDesign "$TestDrive/in.yaml" -WarningAction Ignore).Line | Should -Be 4
    }

    It 'is a raw Airship repository, whose sites are completed' {
        $imported = Import-SiteDesign -Path $raw -Site north -Verbose 4>&1
        $read = $imported | Where-Object { $_ -is [Drydock.Design.SiteDesign] }
        $notes = "$($imported | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })"
        $read.Nodes.Name | Should -Be 'n1'
        $read.Nodes[0].Tags | Should -Be 'north', 'base'
        $read.Nodes[0].Oob.Credential.Reveal() | Should -Be 'north-secret'
        $notes | Should -Match '\d+ documents of other schemas skipped: .*deckhand/Passphrase/v1'
        $notes | Should -Not -Match 'north-secret'
        @(Test-SiteDesign -Repository $raw -Site north -WarningAction Ignore | Where-Object Severity -EQ Error) | Should -BeNullOrEmpty
        $text = "Import-SiteDesign -Path '$raw' -Site n"
        (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText | Should -Be 'north'
    }

    It 'says which site there is not' {
        Import-SiteDesign $raw -Site nroth -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.NotFound,*'
        "$problem" | Should -Match "Did you mean 'north'"
    }

    It 'names document, path and place of a source that is missing' {
        $copy = Join-Path $TestDrive 'copy'
        Copy-Item $raw $copy -Recurse
        Remove-Item (Join-Path $copy 'site' 'north' 'secrets' 'passphrase.yaml')
        $found = Test-SiteDesign $copy -Site north -WarningAction Ignore | Where-Object Code -EQ 'DD5806'
        $found.Message | Should -Match 'HostProfile/base-global: \.metadata\.substitutions\[0\]\.src.*deckhand/Passphrase/v1.*ipmi_password'
        (Get-Content $found.File)[$found.Line - 1] | Should -Match 'schema: deckhand/Passphrase/v1'
        $lenient = Test-SiteDesign $copy -Site north -SkipFailedSubstitution -WarningAction Ignore | Where-Object Code -EQ 'DD5806'
        $lenient.Severity | Should -Be 'Warning'
    }
}

Describe 'Get-SiteNode' {
    BeforeAll { $null = Import-SiteDesign $lab.SitePath }

    It 'chooses by label, with and without a value' {
        (Get-SiteNode -Label role=compute).Name | Should -Be ($site.Nodes | Where-Object { $_.OwnerData['role'] -eq 'compute' }).Name
        (Get-SiteNode -Label role=comp*, site=elsewhere).Count | Should -Be (Get-SiteNode -Label role=compute).Count
        (Get-SiteNode -Label ROLE).Count | Should -Be 6
        Get-SiteNode -Label role=none | Should -BeNullOrEmpty
    }

    It 'chooses by a node filter, as <what>' -ForEach @(
        @{ what = 'a hashtable of a design'; filter = { @{ filter_set_type = 'intersection'; filter_set = @(@{ filter_type = 'union'; node_tags = 'compute', 'none' }, @{ filter_type = 'union'; rack_names = $site.Nodes[0].Rack }) } } }
        @{ what = 'one filter'; filter = { @{ filter_type = 'intersection'; node_tags = 'compute'; rack_names = @($site.Nodes[0].Rack) } } }
        @{ what = 'an object'; filter = { [Drydock.Design.NodeFilter]@{ Operation = 'Intersection'; NodeTags = 'compute'; RackNames = $site.Nodes[0].Rack } } }
        @{ what = 'a set of objects'; filter = { [Drydock.Design.NodeFilterSet]@{ Filters = @(@{ Operation = 'Intersection'; NodeTags = 'compute'; RackNames = $site.Nodes[0].Rack }) } } }
    ) {
        $expected = $site.Nodes | Where-Object { $_.Tags -contains 'compute' -and $_.Rack -eq $site.Nodes[0].Rack }
        @($expected).Count | Should -BeGreaterThan 0
        (Get-SiteNode -FilterSet (& $filter)).Name | Should -Be $expected.Name
    }

    It 'refuses a filter with an unknown key' {
        { Get-SiteNode -FilterSet @{ node_tag = 'compute' } } | Should -Throw '*node_tag*NodeTags*'
    }

    It 'completes tags, labels and racks' {
        foreach ($line in 'Get-SiteNode -Tag comp', 'Get-SiteNode -Label role', "Get-SiteNode -Rack $($site.Nodes[0].Rack)") {
            (TabExpansion2 $line $line.Length).CompletionMatches.Count | Should -BeGreaterThan 0
        }
    }
}

Describe '<command>' -ForEach @(
    @{ command = 'Get-SiteNetwork'; names = { $site.Networks.Name }; columns = 'Name Cidr Vlan Mtu Gateway RouteDomain DnsDomain' }
    @{ command = 'Get-SiteProfile'; names = { @($site.HostProfiles.Name) + @($site.HardwareProfiles.Name) }; columns = 'Name Kind Parent Hardware Boot Devices' }
) {
    It 'returns all, by name, by wildcard, from the pipeline' {
        $all = & $names
        (& $command).Name | Should -Be $all
        (& $command $all[0]).Name | Should -Be $all[0]
        ($site | & $command "$($all[-1].Substring(0, 2))*").Name | Should -Contain $all[-1]
        & $command nothing* | Should -BeNullOrEmpty
        & $command nothing -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.ItemNotFound,*'
        $problem[0].TargetObject | Should -Be 'nothing'
    }

    It 'has a table that fits' {
        $text = & $command | Out-String -Width 120
        ($text -split '\r?\n' | Where-Object { $_ } | Select-Object -First 1) -split '\s+' | Where-Object { $_ } | Should -Be ($columns -split ' ')
        $text -split '\r?\n' | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
        & $command | Format-List | Out-String | Should -Match 'Source +:'
    }

    It 'completes names' {
        $line = "$command $((& $names)[0].Substring(0, 2))"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain (& $names)[0]
    }
}

Describe 'Choosing networks and profiles' {
    It 'goes by link and by kind' {
        $link = $site.NetworkLinks | Where-Object { $_.AllowedNetworks.Count -gt 1 } | Select-Object -First 1
        (Get-SiteNetwork -Link $link.Name).Count | Should -Be $link.AllowedNetworks.Count
        Get-SiteProfile -Kind Hardware | ForEach-Object { $_ | Should -BeOfType ([Drydock.Design.HardwareProfile]) }
        (Get-SiteProfile -Kind Host).Name | Should -Be $site.HostProfiles.Name
    }
}

Describe 'Objects made of hashtables' {
    It 'are nodes, with everything in them' {
        $node = [Drydock.Design.BaremetalNode]@{
            Name = 'n1'; Tags = 'a', 'b'; Rack = 'r1'; OwnerData = @{ role = 'compute' }; KernelParams = [ordered]@{ quiet = 'True'; console = 'ttyS0' }
            Oob = @{ Type = 'ipmi'; Network = 'oob'; Account = 'admin'; Credential = 'canary'; Extensions = @{ x = 1 } }
            Addressing = @(@{ Network = 'oob'; Address = '10.0.0.5' }, @{ Network = 'pxe'; Type = 'Dhcp' })
            Interfaces = @(@{ Name = 'bond0'; NetworkLink = 'gp'; Slaves = 'eth0', 'eth1'; Networks = 'mgmt'; Sriov = @{ VirtualFunctions = 2; Trusted = $true }; Selectors = @(@{ Kind = 'Address'; Address = '0000:00:03.0'; BusType = 'pci' }) })
            StorageDevices = @(@{ Name = 'sda'; Labels = @{ bootdrive = 'true' }; Partitions = @(@{ Name = 'root'; Size = '30g'; Filesystem = @{ MountPoint = '/' } }) }, @{ Name = 'sdb'; VolumeGroup = 'vg' })
            VolumeGroups = @(@{ Name = 'vg'; LogicalVolumes = @(@{ Name = 'lv'; Size = '10g' }) }); Source = @{ File = 'n.yaml'; Line = 3 }
        }
        $node.Tags | Should -Be 'a', 'b'
        $node.OwnerData['role'] | Should -Be 'compute'
        $node.KernelParameterText | Should -Be 'quiet console=ttyS0'
        $node.OobAddress | Should -Be '10.0.0.5'
        $node.Oob.Credential | Should -BeOfType ([Drydock.Secret])
        $node | Format-List * | Out-String | Should -Not -Match 'canary'
        $node.Addressing[1].Type | Should -Be 'Dhcp'
        $node.Interfaces[0].Sriov.Trusted | Should -BeTrue
        $node.Interfaces[0].Selectors[0].BusType | Should -Be 'pci'
        $node.StorageDevices[0].Partitions[0].Filesystem.MountPoint | Should -Be '/'
        $node.VolumeGroups[0].LogicalVolumes[0].Size | Should -Be '10g'
        "$($node.Source)" | Should -Be 'n.yaml:3:1'
        $secure = ConvertTo-SecureString 'canary' -AsPlainText -Force
        ([Drydock.Design.OobSettings]@{ Credential = $secure }).Credential.Reveal() | Should -Be 'canary'
    }

    It 'are every type of a design, empty and without complaint' {
        foreach ($type in [Drydock.Design.SiteDesign].Assembly.GetExportedTypes() | Where-Object { $_.Namespace -eq 'Drydock.Design' -and $_.IsClass -and -not $_.IsAbstract }) {
            if ($type.GetMethod('<Clone>$') -or $type -eq [Drydock.Design.SiteDesign]) {
                if ($type.Name -in 'SiteSource', 'SiteReading', 'DesignRule') { continue } # these are read, not made
                $type.GetConstructor([type]::EmptyTypes) | Should -Not -BeNullOrEmpty -Because $type.Name
                [System.Management.Automation.LanguagePrimitives]::ConvertTo(@{}, $type) | Should -BeOfType $type
            }
        }
    }

    It 'are sites that cmdlets take' {
        $made = [Drydock.Design.SiteDesign]@{
            Region = @{ Name = 'made'; AuthorizedKeys = 'ssh-rsa AAAA' }
            Racks = @(@{ Name = 'r1'; Location = @{ floor = '2' } })
            Networks = @(@{ Name = 'oob'; Cidr = '10.0.0.0/24'; Ranges = @(@{ Type = 'Static'; Start = '10.0.0.10'; End = '10.0.0.20' }); Routes = @(@{ Subnet = '0.0.0.0/0'; Gateway = '10.9.0.1' }) })
            NetworkLinks = @(@{ Name = 'oob'; Bonding = @{ Mode = 'Lacp' }; TrunkingMode = 'Disabled'; NativeNetwork = 'oob'; AllowedNetworks = 'oob' })
            HardwareProfiles = @(@{ Name = 'hw'; Devices = @(@{ Alias = 'nic'; BusType = 'pci'; Address = '0000:00:03.0' }); HugePages = @(@{ Name = 'd'; Size = '1G'; Count = 3 }) })
            Nodes = @(@{ Name = 'n1'; Rack = 'r1'; HardwareProfile = 'hw'; Tags = 'x'; Addressing = @(@{ Network = 'oob'; Address = '10.0.0.11' }) }, @{ Name = 'n1' })
            BootActions = @(@{ Name = 'ba'; NodeFilter = @{ Operation = 'Union'; Filters = @(@{ NodeTags = 'x' }) }; Assets = @(@{ Type = 'file'; Path = '/a'; Data = 'x' }) })
        }
        ($made | Get-SiteNode -Tag x).Name | Should -Be 'n1'
        $made.Nodes[0].Site.Name | Should -Be 'made'
        ($made | Get-SiteNetwork).Routes[0].Gateway | Should -Be '10.9.0.1'
        ($made | Get-SiteProfile).Devices[0].Alias | Should -Be 'nic'
        $found = $made | Test-SiteDesign -WarningAction SilentlyContinue
        $found | Where-Object Code -EQ 'DD5101' | ForEach-Object Document | Should -Be 'BaremetalNode/n1'
        $gateway = $found | Where-Object { $_.Code -eq 'DD2002' -and $_.Path -eq '.routes[0].gateway' }
        $gateway.Document | Should -Be 'Network/oob'
        $gateway.Line | Should -BeNullOrEmpty
        $made | Test-SiteDesign -Quiet -WarningAction SilentlyContinue | Should -BeFalse
    }

    It 'take a single hashtable for a list of one' {
        $made = [Drydock.Design.SiteDesign]@{ Nodes = @{ Name = 'n1'; Interfaces = @{ Name = 'bond0'; Slaves = 'eth0' } } }
        $made.Nodes.Count | Should -Be 1
        $made.Nodes[0].Interfaces[0].Slaves | Should -Be 'eth0'
        { [Drydock.Design.SiteDesign]@{ Nodes = @{ Nmae = 'n1' } } } | Should -Throw '*Nmae*'
    }

    It 'name what they do not have' {
        { [Drydock.Design.BaremetalNode]@{ Nmae = 'n1' } } | Should -Throw '*Nmae*'
    }
}
