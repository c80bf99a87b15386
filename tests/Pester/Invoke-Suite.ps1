# Runs files of the Pester suite and says at the end which tests failed and why. The module is the staged one.
param([string[]] $File = '*.Tests.ps1')

$ErrorActionPreference = 'Stop'
if (-not $env:DRYDOCK_MODULE) {
    $env:DRYDOCK_MODULE = Join-Path $PSScriptRoot '../../artifacts/module/Drydock/Drydock.psd1' | Resolve-Path
}

Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = @($File | ForEach-Object { Join-Path $PSScriptRoot $_ } | Get-Item | ForEach-Object FullName)
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration

foreach ($test in $result.Failed) {
    "FAILED $($test.ExpandedPath)"
    $test.ErrorRecord | ForEach-Object { "    $_" -replace '\n', "`n    " }
}
foreach ($container in $result.FailedContainers) { "FAILED $($container.Item): $($container.ErrorRecord)" }
foreach ($block in $result.FailedBlocks) { "FAILED $($block.ExpandedPath): $($block.ErrorRecord)" }
if ($result.TotalCount -eq 0) { 'FAILED no test was found' }
exit [int]($result.Result -ne 'Passed' -or $result.TotalCount -eq 0)
