# Help as Get-Help shows it. That it is complete is checked against the assembly elsewhere.
BeforeDiscovery {
    Import-Module $env:DRYDOCK_MODULE -Force
    $commands = (Get-Command -Module Drydock).Name
}

Describe 'Help of <_>' -ForEach $commands {
    It 'has a synopsis, a description and two examples' {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -Match "^\s*$_"
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
        Get-Help $_ -Examples | Out-String | Should -Match 'Example 2'
    }

    It 'shows the parameters that the command has' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        $names = (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin $common }
        @((Get-Help $_).Parameters.Parameter | ForEach-Object Name | Sort-Object) | Should -Be @($names | Sort-Object)
    }

    It 'has examples that parse and name parameters that there are' {
        foreach ($example in (Get-Help $_).Examples.Example) {
            $problems = $null
            $tree = [System.Management.Automation.Language.Parser]::ParseInput($example.Code, [ref]$null, [ref]$problems)
            $problems | Should -BeNullOrEmpty
            foreach ($call in $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                $command = Get-Command $call.GetCommandName() -Module Drydock -ErrorAction Ignore
                if (-not $command) { continue }
                $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } |
                    ForEach-Object { $command.Parameters.Keys | Should -Contain $_.ParameterName }
            }
        }
    }
}

Describe 'about_Drydock' {
    It 'is found' { Get-Help about_Drydock | Out-String | Should -Match 'STOPPING' }
}
