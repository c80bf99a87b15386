# Bad input: each gives a clear error, and nothing is lost.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $probe = Start-DrydockLab -Nodes 3
    $names = $probe.Servers.Name
    Stop-DrydockLab
    $lab = Start-DrydockLab -Nodes 3 -Fault "BmcRejectsPassword:$($names[0])"
    $site = Import-SiteDesign $lab.SitePath
    function New-Key([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }
    function Get-Problem([scriptblock] $Script) { try { & $Script } catch { $_ } }
}

AfterAll { Remove-Module Drydock }

Describe 'Connect-Maas' {
    It 'refuses a wrong key, without telling it' {
        $problem = Get-Problem { Connect-Maas $lab.MaasUrl (New-Key 'canary1:canary2:canary3') }
        $problem.FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.AuthenticationFailed,*'
        $problem.CategoryInfo.Category | Should -Be 'AuthenticationError'
        ($problem | Format-List * -Force | Out-String) | Should -Not -Match 'canary[23]'
    }

    It 'says that nobody serves a URL' {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start(); $port = $listener.LocalEndpoint.Port; $listener.Stop()
        $problem = Get-Problem { Connect-Maas "http://127.0.0.1:$port/MAAS" (New-Key 'a:b:c') }
        $problem.FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.Unreachable,*'
        "$problem" | Should -Match $port
    }

    It 'refuses a key in plain text' {
        $problem = Get-Problem { Connect-Maas $lab.MaasUrl 'a:b:canary' }
        "$problem" | Should -Match 'AsSecureString'
        "$problem" | Should -Not -Match 'canary'
    }

    It 'says what is missing' {
        $problem = Get-Problem { Connect-Maas -Url $lab.MaasUrl }
        $problem.FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotConnected,*'
        "$problem" | Should -Match 'MAAS_API_KEY'
    }

    It 'takes a credential, the environment and a lab' {
        $credential = [pscredential]::new('anybody', (New-Key $lab.MaasApiKey.Reveal()))
        (Connect-Maas $lab.MaasUrl -Credential $credential -PassThru).UserName | Should -Not -BeNullOrEmpty
        ($lab | Connect-Maas -PassThru).Version | Should -Not -BeNullOrEmpty
        try {
            $env:MAAS_URL = $lab.MaasUrl
            $env:MAAS_API_KEY = $lab.MaasApiKey.Reveal()
            (Connect-Maas -PassThru).Url | Should -Not -BeNullOrEmpty
        }
        finally {
            Remove-Item Env:MAAS_URL, Env:MAAS_API_KEY
        }
        Disconnect-Maas
    }
}

Describe 'Without a session' {
    It '<_> says what to do' -ForEach 'Get-MaasMachine', 'Test-NodeProvisioner', 'Set-NodePlatform' {
        $problem = Get-Problem { if ($_ -eq 'Set-NodePlatform') { Get-SiteNode | & $_ } else { & $_ } }
        $problem.FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotConnected,*'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'Connect-Maas'
    }
}

Describe 'A wrong BMC password' {
    It 'costs at most two login attempts' {
        $before = $lab.Counts.BmcLogins
        $result = Test-NodeOob $names[0] -ErrorVariable problems -ErrorAction SilentlyContinue
        $result.Status | Should -Be 'Failure'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Oob.AuthenticationFailed,*'
        $problems[0].TargetObject | Should -Be $names[0]
        $lab.Counts.BmcLogins - $before | Should -BeGreaterThan 0
        $lab.Counts.BmcLogins - $before | Should -BeLessOrEqual 2
    }
}

Describe 'Get-MaasMachine' {
    BeforeAll { $lab | Connect-Maas }

    It 'reports a machine that there is not, and is silent about a pattern' {
        Get-MaasMachine nobody -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Maas.NotFound,*'
        $problems[0].TargetObject | Should -Be 'nobody'
        Get-MaasMachine nobody* -ErrorVariable silence | Should -BeNullOrEmpty
        $silence | Should -BeNullOrEmpty
    }

    AfterAll { Disconnect-Maas }
}

Describe 'Start-DrydockLab' {
    It 'explains a fault that there is not' {
        "$(Get-Problem { Start-DrydockLab -Fault 'Earthquake' })" | Should -Match 'BmcSilent'
    }

    It 'takes faults as text and as hashtables, and starts nothing with -WhatIf' {
        $count = @(Get-DrydockLab).Count
        Start-DrydockLab -Nodes 1 -Fault 'MaasUnavailable::2', @{ Kind = 'BmcSilent'; Node = $names[0] } -WhatIf | Should -BeNullOrEmpty
        @(Get-DrydockLab).Count | Should -Be $count
    }
}
