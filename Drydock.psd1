@{
    RootModule           = 'bin/Drydock.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5d5b1c1e-6d0e-4a0e-9c83-0c2f0f6c9a57'
    Author               = 'The Drydock developers'
    CompanyName          = 'Drydock'
    Copyright            = '(c) The Drydock developers.'
    Description          = 'Provisions bare metal from a YAML site design: drives BMCs (IPMI 2.0, Redfish) and Canonical MAAS, one result per node, and brings a lab to try it all without hardware.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('Drydock.Format.ps1xml', 'Drydock.Maas.Format.ps1xml')
    TypesToProcess       = @('Drydock.Types.ps1xml')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Connect-Maas'
        'Disconnect-Maas'
        'Get-DrydockLab'
        'Get-MaasBlockDevice'
        'Get-MaasBootResource'
        'Get-MaasConfiguration'
        'Get-MaasDomain'
        'Get-MaasEvent'
        'Get-MaasFabric'
        'Get-MaasIPRange'
        'Get-MaasInterface'
        'Get-MaasMachine'
        'Get-MaasPackageRepository'
        'Get-MaasRackController'
        'Get-MaasScriptResult'
        'Get-MaasSpace'
        'Get-MaasSshKey'
        'Get-MaasStaticRoute'
        'Get-MaasSubnet'
        'Get-MaasTag'
        'Get-MaasVlan'
        'Get-MaasVolumeGroup'
        'Get-NodeOob'
        'Get-SiteNode'
        'Import-SiteDesign'
        'Invoke-MaasRestMethod'
        'Invoke-NodeCommission'
        'Invoke-NodeDeploy'
        'Invoke-NodeDestroy'
        'New-MaasMachine'
        'New-MaasPackageRepository'
        'New-MaasSshKey'
        'New-MaasTag'
        'Remove-MaasMachine'
        'Remove-MaasPackageRepository'
        'Remove-MaasSshKey'
        'Remove-MaasTag'
        'Resolve-NodeMachine'
        'Restart-NodePower'
        'Set-MaasMachine'
        'Set-MaasPackageRepository'
        'Set-MaasTag'
        'Set-NetworkTemplate'
        'Set-NodeBoot'
        'Set-NodeNetworking'
        'Set-NodePlatform'
        'Set-NodeStorage'
        'Set-ProvisionerCredential'
        'Start-DrydockLab'
        'Start-NodePower'
        'Stop-DrydockLab'
        'Stop-NodePower'
        'Test-NodeOob'
        'Test-NodeProvisioner'
        'Wait-MaasMachine'
    )
    PrivateData          = @{
        PSData = @{
            Tags = @('BareMetal', 'Provisioning', 'MAAS', 'IPMI', 'Redfish', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
