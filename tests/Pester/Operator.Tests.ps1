# Questions to a person, and secrets that are kept elsewhere.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $lab = Start-DrydockLab -Nodes 2
    $site = Import-SiteDesign $lab.SitePath
    $node = $site.Nodes[0]
    $password = $node.Oob.Credential

    # A node like the lab's, with other out-of-band settings; records have no setters that PowerShell could use.
    function Copy-Site([string] $Folder, [scriptblock] $Change) {
        $target = New-Item -ItemType Directory (Join-Path $TestDrive $Folder)
        foreach ($file in Get-ChildItem $lab.SitePath -Filter *.yaml) {
            $text = Get-Content $file -Raw
            & $Change $text | Set-Content (Join-Path $target $file.Name)
        }
        $target
    }

    Add-Type -IgnoreWarnings -WarningAction SilentlyContinue -TypeDefinition @'
        using System; using System.Collections.Generic; using System.Collections.ObjectModel; using System.Globalization;
        using System.Management.Automation; using System.Management.Automation.Host; using System.Security; using System.Threading;
        public sealed class AskedHost : PSHost {
            readonly AskedUi _ui = new();
            public override string Name => "Asked"; public override Version Version => new(1, 0); public override Guid InstanceId { get; } = Guid.NewGuid();
            public override PSHostUserInterface UI => _ui; public AskedUi Asked => _ui;
            public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture; public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
            public override void EnterNestedPrompt() {} public override void ExitNestedPrompt() {} public override void NotifyBeginApplication() {}
            public override void NotifyEndApplication() {} public override void SetShouldExit(int code) {}
        }
        public sealed class AskedUi : PSHostUserInterface {
            public List<string> Questions = new(); public List<int> Threads = new(); public int Answer; public ManualResetEventSlim Gate = new(true);
            public override PSHostRawUserInterface RawUI => null;
            public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) {
                lock (Questions) { Questions.Add(message); Threads.Add(Environment.CurrentManagedThreadId); } Gate.Wait(TimeSpan.FromSeconds(30)); return Answer; }
            public override Dictionary<string, PSObject> Prompt(string a, string b, Collection<FieldDescription> c) => null;
            public override PSCredential PromptForCredential(string a, string b, string c, string d) => null;
            public override PSCredential PromptForCredential(string a, string b, string c, string d, PSCredentialTypes e, PSCredentialUIOptions f) => null;
            public override string ReadLine() => ""; public override SecureString ReadLineAsSecureString() => new();
            public override void Write(string a) {} public override void Write(ConsoleColor a, ConsoleColor b, string c) {} public override void WriteLine(string a) {}
            public override void WriteErrorLine(string a) {} public override void WriteDebugLine(string a) {} public override void WriteVerboseLine(string a) {}
            public override void WriteWarningLine(string a) {} public override void WriteProgress(long a, ProgressRecord b) {}
        }
'@

    function Invoke-Asked([AskedHost] $At, [string] $Script, [switch] $Background) {
        $space = [runspacefactory]::CreateRunspace($At)
        $space.Open()
        $shell = [powershell]::Create($space).AddScript("Import-Module '$env:DRYDOCK_MODULE'; `$site = Import-SiteDesign '$manual'; $Script")
        if ($Background) { return @{ Shell = $shell; Call = $shell.BeginInvoke() } }
        $shell.Invoke()
        $space.Dispose()
    }

    $manual = Copy-Site manual { param($text) $text -replace 'type: (ipmi|redfish)', 'type: manual' }
}

AfterAll { Remove-Module Drydock }

Describe 'A manual node' {
    It 'is put to the person at the prompt, and yes is done' {
        $at = [AskedHost]::new()
        $results = Invoke-Asked $at 'Get-SiteNode | Set-NodeBoot Pxe -Confirm:$false | Restart-NodePower'
        $results.Status | Should -Be Success, Success
        $results[0].Message | Should -Be 'Operator confirmed the power cycle.'
        $at.Asked.Questions | Should -HaveCount 4 -Because '-Confirm:$false does not do what the person shall do'
        $at.Asked.Questions[0] | Should -BeLike '*have it boot from the network (PXE), the next time only*Is it done?'
        @($at.Asked.Threads | Select-Object -Unique) | Should -HaveCount 1 -Because 'only the pipeline thread asks'
    }

    It 'is not done where the answer is no' {
        $at = [AskedHost]::new()
        $at.Asked.Answer = 1
        $result = Invoke-Asked $at "Stop-NodePower $($node.Name) -ErrorAction SilentlyContinue"
        $result.Error.Error.Id | Should -Be 'Drydock.Oob.NotConfirmed'
    }

    It 'says of power what the person says' {
        $result = Invoke-Asked ([AskedHost]::new()) "Get-NodeOob $($node.Name)"
        $result.Detail.Power | Should -Be On
    }

    It 'fails when its time is over, and a late answer does not count' {
        $at = [AskedHost]::new()
        $at.Asked.Gate.Reset()
        $run = Invoke-Asked $at "Stop-NodePower $($node.Name) -TimeoutSec 1 -ErrorAction SilentlyContinue -WarningVariable late -WarningAction SilentlyContinue; `"`$late`"" -Background
        $until = [datetime]::UtcNow.AddSeconds(30)
        while ($at.Asked.Questions.Count -eq 0 -and [datetime]::UtcNow -lt $until) { Start-Sleep -Milliseconds 50 }
        Start-Sleep -Seconds 2
        $at.Asked.Gate.Set()
        $output = $run.Shell.EndInvoke($run.Call)
        $output[0].Error.Error.Id | Should -Be 'Drydock.Oob.Timeout'
        $output[1] | Should -BeLike '*came after its time and does not count*'
        $run.Shell.Runspace.Dispose()
    }

    It 'fails at once in a run that is not interactive, and says so' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $text = '' | & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "
            Import-Module '$env:DRYDOCK_MODULE'; `$null = Import-SiteDesign '$manual'
            `$result = Stop-NodePower $($node.Name) -ErrorAction SilentlyContinue; `$result.Error.Error.Id; `$result.Message; `$result.Duration.TotalSeconds"
        $text[0] | Should -Be 'Drydock.Oob.NotConfirmed'
        $text[1] | Should -BeLike '*this run is not interactive: nobody can be asked*'
        [double] $text[2] | Should -BeLessThan 5
    }

    It 'fails at once where the host cannot prompt' {
        $shell = [powershell]::Create().AddScript("Import-Module '$env:DRYDOCK_MODULE'; `$null = Import-SiteDesign '$manual'; Stop-NodePower $($node.Name) -ErrorAction SilentlyContinue")
        $result = $shell.Invoke()
        $result[0].Error.Error.Id | Should -Be 'Drydock.Oob.NotConfirmed'
        $shell.Dispose()
    }
}

Describe 'Secrets kept elsewhere' {
    AfterEach { Remove-Item Function:\Get-Secret, Env:DRYDOCK_TEST_SECRET -ErrorAction SilentlyContinue }

    It 'come from an environment variable' {
        $folder = Copy-Site env { param($text) $text -replace 'credential:.*', 'credential: env://DRYDOCK_TEST_SECRET' }
        $there = Import-SiteDesign $folder
        $missing = Test-NodeOob $node.Name -ErrorAction SilentlyContinue
        $missing.Error.Error.Id | Should -Be 'Drydock.Secret.Unavailable'
        $missing.Message | Should -BeLike "Node $($node.Name): oob.credential is env://DRYDOCK_TEST_SECRET: that environment variable is not set."
        $env:DRYDOCK_TEST_SECRET = $password.Reveal()
        $result = Test-NodeOob $node.Name
        $result.Status | Should -Be Success
        "$($result.Node.Oob.CredentialReference)" | Should -Be 'env://DRYDOCK_TEST_SECRET'
        $result.Node.Oob.Credential | Should -BeNullOrEmpty -Because 'the result has the node as it came in'
        ($there | Get-SiteNode | Format-List * -Force | Out-String) | Should -Not -Match ([regex]::Escape($password.Reveal()))
    }

    It 'come from a vault, each read once in a pipeline, on its thread' {
        $folder = Copy-Site vault { param($text) $text -replace 'credential:.*', 'credential: secret://lab vault/bmc/root' }
        $null = Import-SiteDesign $folder
        $global:asked = [Collections.Generic.List[string]]::new()
        function global:Get-Secret([string] $Name, [string] $Vault) {
            $global:asked.Add("$Vault|$Name|$([Environment]::CurrentManagedThreadId)")
            ConvertTo-SecureString $password.Reveal() -AsPlainText -Force
        }
        $results = Get-SiteNode | Test-NodeOob | Get-NodeOob
        $results.Status | Should -Be Success, Success
        $global:asked | Should -Be "lab vault|bmc/root|$([Environment]::CurrentManagedThreadId)"
        Get-SiteNode | Start-NodePower -WhatIf | Out-Null
        $global:asked | Should -HaveCount 1 -Because 'a rehearsal needs no secret'
    }

    It 'that cannot be had fail their node with a remedy' {
        $null = Import-SiteDesign (Copy-Site novault { param($text) $text -replace 'credential:.*', 'credential: secret://v/n' })
        $result = Test-NodeOob $node.Name -ErrorAction SilentlyContinue
        $result.Message | Should -BeLike "Node $($node.Name): oob.credential is secret://v/n: the module Microsoft.PowerShell.SecretManagement is not installed."
        $result.Error.Remedy | Should -BeLike '*Install-PSResource Microsoft.PowerShell.SecretManagement*'
        function global:Get-Secret { throw 'The vault is locked.' }
        $result = Test-NodeOob $node.Name -ErrorAction SilentlyContinue
        $result.Message | Should -BeLike "*vault 'v' does not give 'n': The vault is locked."
    }

    It 'give way to -Credential, for that cmdlet only' {
        $null = Import-SiteDesign (Copy-Site given { param($text) $text -replace 'credential:.*', 'credential: env://DRYDOCK_TEST_SECRET' })
        $given = [pscredential]::new($node.Oob.Account, (ConvertTo-SecureString $password.Reveal() -AsPlainText -Force))
        $results = Test-NodeOob $node.Name -Credential $given | Get-NodeOob -ErrorAction SilentlyContinue
        $results.Error.Error.Id | Should -Be 'Drydock.Secret.Unavailable'
        $results.History.Status | Should -Be Success
        $wrong = [pscredential]::new($node.Oob.Account, (ConvertTo-SecureString 'canary-wrong' -AsPlainText -Force))
        $result = Test-NodeOob $node.Name -Credential $wrong -ErrorAction SilentlyContinue
        $result.Detail.Reachable, $result.Detail.Authenticated | Should -Be $true, $false
    }
}

Describe 'Shutting down and network boot' {
    It 'asks the operating system first, and says how it went' {
        $null = Import-SiteDesign $lab.SitePath
        $null = Start-NodePower $node.Name
        (Stop-NodePower $node.Name -Soft).Message | Should -BeLike 'Node reports power off; *'
        { Stop-NodePower $node.Name -SoftTimeoutSec 9 -TimeoutSec 9 } | Should -Throw -ErrorId 'Drydock.Parameter.Invalid,*'
    }

    It 'refuses addresses that are none, and answers for every node' {
        { Set-NodePxe $node.Name -HttpBootUri ftp://x } | Should -Throw -ErrorId 'Drydock.Parameter.Invalid,*'
        $result = Set-NodePxe $node.Name -ErrorAction SilentlyContinue
        $result.Action | Should -Be ConfigNodePxe
        $result.Status.ToString() | Should -BeIn Success, NotSupported
    }
}
