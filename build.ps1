#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests, shows and packs Drydock. Needs the .NET SDK and no other module.
.EXAMPLE
    ./build.ps1
    Builds everything; the module then lies in artifacts/module/Drydock.
.EXAMPLE
    ./build.ps1 Test, Package
    Runs all tests and packs the module into artifacts/Drydock-<version>.zip.
#>
[CmdletBinding()]
param(
    # What to do, in this order.
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$artifacts = Join-Path $PSScriptRoot 'artifacts'
$manifest = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'Drydock.psd1')

$tasks = @{
    Build   = { dotnet build --configuration $Configuration }
    Test    = { dotnet test --configuration $Configuration }
    Demo    = { dotnet run --project src/Drydock.Lab.Host --configuration $Configuration -- demo }
    Package = {
        # Only what MSBuild staged by its allow-list goes into the package.
        dotnet build src/Drydock.PowerShell --configuration Release
        $package = Join-Path $artifacts "Drydock-$($manifest.ModuleVersion).zip"
        Compress-Archive -Path (Join-Path $artifacts 'module' 'Drydock') -DestinationPath $package -Force
        Get-Item $package
    }
    Clean   = {
        Get-ChildItem (Join-Path $PSScriptRoot 'src'), (Join-Path $PSScriptRoot 'tests') -Directory -Recurse -Include bin, obj |
            Remove-Item -Recurse -Force
        if (Test-Path $artifacts) { Remove-Item $artifacts -Recurse -Force }
    }
}

Push-Location $PSScriptRoot
try {
    foreach ($name in $Task) { & $tasks[$name] }
}
finally {
    Pop-Location
}
