# The module in a session: import, isolation from other modules' assemblies, removal.
BeforeAll {
    $module = $env:DRYDOCK_MODULE

    # What a fresh process says; each case needs one, as assemblies cannot be unloaded.
    function Invoke-Fresh([string] $Script) {
        $text = "`$ErrorActionPreference = 'Stop'; `$module = '$module'; $Script"
        $output = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -Command $text 2>&1
        if ($LASTEXITCODE -ne 0) { throw ($output | Out-String) }
        $output
    }

    $site = Join-Path $TestDrive 'site.yaml'
    Set-Content $site @'
---
schema: drydock/Region/v1
metadata:
  name: harbour
data: {}
'@
    # What another module may have brought before us.
    $hostile = @'
function Add-Hostile([string] $Version) {
    $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    $null = New-Item $folder -ItemType Directory
    $code = '[assembly: System.Reflection.AssemblyVersion("' + $Version + '")] namespace YamlDotNet { public class Hostile { } }'
    Add-Type -TypeDefinition $code -OutputAssembly "$folder/YamlDotNet.dll" -OutputType Library
    Add-Type -Path "$folder/YamlDotNet.dll"
}
'@
}

Describe 'Import' {
    It 'exports the cmdlets of the manifest' {
        Import-Module $module -Force
        (Get-Command -Module Drydock).Name | Sort-Object | Should -Be ((Import-PowerShellDataFile $module).CmdletsToExport | Sort-Object)
    }

    It 'loads neither Core nor packages before they are needed, and says how long it takes' {
        $time, $first, $before, $after = Invoke-Fresh @"
`$watch = [Diagnostics.Stopwatch]::StartNew(); Import-Module `$module; `$watch.ElapsedMilliseconds
`$before = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -eq 'Drydock.Core'
`$watch.Restart(); `$null = Import-SiteDesign '$site' -ErrorAction SilentlyContinue; `$watch.ElapsedMilliseconds
`$before.Count
([AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -eq 'Drydock.Core').Count
"@
        Write-Host "    import $time ms, first call $first ms"
        $before | Should -Be 0
        $after | Should -Be 1
    }

    It 'survives Import-Module -Force, and removal followed by import' {
        $names = Invoke-Fresh @"
Import-Module `$module; (Import-SiteDesign '$site').Name
Import-Module `$module -Force; (Import-SiteDesign '$site').Name
Remove-Module Drydock; Import-Module `$module; (Import-SiteDesign '$site').Name
"@
        $names | Should -Be 'harbour', 'harbour', 'harbour'
    }

    It 'is removed without a trace among commands' {
        Invoke-Fresh 'Import-Module $module; Remove-Module Drydock; @(Get-Command -Module Drydock).Count' | Should -Be 0
    }

    It 'keeps the sites of parallel sessions apart' {
        Import-Module $module
        $null = Import-SiteDesign $site
        $seen = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:module
            Get-SiteNode -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId
        }
        $seen | Should -HaveCount 2
        $seen | Should -BeLike 'Drydock.Node.NotFound,*'
    }
}

Describe 'Isolation' {
    It 'works beside a YamlDotNet <version> that was loaded first' -ForEach @{ version = '1.0.0.0' }, @{ version = '99.0.0.0' } {
        $name, $ours, $theirs = Invoke-Fresh @"
$hostile
Add-Hostile $version
Import-Module `$module
(Import-SiteDesign '$site').Name
([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'YamlDotNet' -and `$_.Location -like '*dependencies*' }).GetName().Version.Major
[YamlDotNet.Hostile].Assembly.GetName().Version.Major
"@
        $name | Should -Be 'harbour'
        $ours | Should -Be 16
        $theirs | Should -Be ([version]$version).Major
    }

    It 'leaves the default context to a YamlDotNet that is loaded after it' {
        $name, $theirs = Invoke-Fresh @"
$hostile
Import-Module `$module
(Import-SiteDesign '$site').Name
Add-Hostile 99.0.0.0
[YamlDotNet.Hostile].Assembly.GetName().Version.Major
"@
        $name | Should -Be 'harbour'
        $theirs | Should -Be 99
    }

    It 'brings no copy of PowerShell''s own assembly' {
        Get-ChildItem (Split-Path $module) -Recurse -Filter System.Management.Automation.dll | Should -BeNullOrEmpty
    }
}
