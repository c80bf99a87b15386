# Site designs in PowerShell: reading, choosing nodes, and what bad designs say.
BeforeAll {
    Import-Module $env:DRYDOCK_MODULE -Force
    $lab = Start-DrydockLab -Nodes 12
    $sitePath = $lab.SitePath
    $site = Import-SiteDesign $sitePath
}

AfterAll { Remove-Module Drydock }

Describe 'Import-SiteDesign' {
    It 'takes a folder, wildcards, files from the pipeline and literal paths' {
        $site.Nodes.Count | Should -Be 12
        (Import-SiteDesign "$sitePath/*.yaml").Nodes.Count | Should -Be 12
        (Get-ChildItem $sitePath -Filter *.yaml | Import-SiteDesign).Nodes.Count | Should -Be 12
        (Get-ChildItem $sitePath -Filter *.yaml | ForEach-Object FullName | Import-SiteDesign).Nodes.Count | Should -Be 12
        (Import-SiteDesign -LiteralPath $sitePath).Nodes.Count | Should -Be 12
    }

    It 'says which path there is not, and returns nothing' {
        $result = Import-SiteDesign $sitePath, "$TestDrive/none.yaml" -ErrorVariable problem -ErrorAction SilentlyContinue
        $result | Should -BeNullOrEmpty
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.NotFound,*'
        $problem[0].TargetObject | Should -Be "$TestDrive/none.yaml"
    }

    It 'shows file, line and column of a YAML syntax error, and the line itself' {
        $file = Join-Path $TestDrive 'broken.yaml'
        Set-Content $file "---`nschema: drydock/Region/v1`nmetadata: {name: [unclosed`ndata: {}`n"
        $result = Import-SiteDesign $file -ErrorVariable problem -ErrorAction SilentlyContinue
        $result | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.Invalid,*'
        $problem[0].CategoryInfo.Category | Should -Be 'ParserError'
        $problem[0].TargetObject.File | Should -Be $file
        $problem[0].TargetObject.Line | Should -BeGreaterThan 2
        $problem[0].TargetObject.LineText | Should -Not -BeNullOrEmpty
        $problem[0].ErrorDetails.Message | Should -Match 'broken\.yaml:\d+:\d+'
        $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'reports an unknown host profile at its place, and every other error too' {
        $file = Join-Path $TestDrive 'orphans.yaml'
        Set-Content $file @'
---
schema: drydock/Region/v1
metadata: {name: harbour}
data: {}
---
schema: drydock/BaremetalNode/v1
metadata: {name: lost01}
data: {host_profile: nowhere, addressing: [{network: oob, address: 10.0.0.1}]}
---
schema: drydock/BaremetalNode/v1
metadata: {name: lost02}
data: {host_profile: nowhere-either, addressing: [{network: oob, address: 10.0.0.2}]}
'@
        Import-SiteDesign $file -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $text = $problem | ForEach-Object { $_.ErrorDetails.Message } | Out-String
        $text | Should -Match "nowhere"
        $text | Should -Match "nowhere-either"
        $problem | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'Drydock.Design.Invalid,*' }
    }

    It 'ends at the first error where -ErrorAction Stop says so' {
        { Import-SiteDesign "$TestDrive/none.yaml" -ErrorAction Stop } | Should -Throw -ErrorId 'Drydock.Design.NotFound,*'
    }
}

Describe 'Get-SiteNode' {
    BeforeAll { $null = Import-SiteDesign $sitePath }

    It 'returns all nodes in the order of the design' {
        (Get-SiteNode).Name | Should -Be $site.Nodes.Name
    }

    It 'chooses by name, rack and tag' {
        $first = $site.Nodes[0]
        (Get-SiteNode $first.Name.ToUpperInvariant()).Name | Should -Be $first.Name
        (Get-SiteNode "$($first.Name.Substring(0, 2))*").Count | Should -BeGreaterThan 1
        Get-SiteNode -Rack $first.Rack | ForEach-Object { $_.Rack | Should -Be $first.Rack }
        ($site | Get-SiteNode -Tag $first.Tags[0]).Name | Should -Contain $first.Name
    }

    It 'stops early without complaint' {
        Get-SiteNode | Select-Object -First 1 | Should -HaveCount 1
    }

    It 'reports a name that no node has, and is silent about a pattern' {
        Get-SiteNode nobody -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'Drydock.Node.NotFound,*'
        $problem[0].TargetObject | Should -Be 'nobody'
        Get-SiteNode nobody* -ErrorVariable silence | Should -BeNullOrEmpty
        $silence | Should -BeNullOrEmpty
    }

    It 'completes names of the site' {
        $text = "Stop-NodePower $($site.Nodes[0].Name.Substring(0, 3))"
        (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText | Should -Contain $site.Nodes[0].Name
    }
}
