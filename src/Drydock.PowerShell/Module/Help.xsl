<?xml version="1.0" encoding="utf-8"?>
<!-- Makes PowerShell's help format (MAML) of the help beside the cmdlets: each parameter is written once there, twice here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://msh"
                xmlns:maml="http://schemas.microsoft.com/maml/2004/10"
                xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10"
                xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">
  <xsl:output method="xml" indent="yes" encoding="utf-8" />
  <xsl:variable name="groups" select="/help/group" />

  <xsl:template match="/help">
    <helpItems schema="maml">
      <xsl:for-each select="include">
        <xsl:apply-templates select="document(@href, .)/commands/command" />
      </xsl:for-each>
    </helpItems>
  </xsl:template>

  <xsl:template match="command">
    <xsl:variable name="uses" select="concat(' ', @uses, ' ')" />
    <xsl:variable name="parameters" select="parameter | $groups[contains($uses, concat(' ', @name, ' '))]/parameter" />
    <command:command>
      <command:details>
        <command:name><xsl:value-of select="@name" /></command:name>
        <maml:description><maml:para><xsl:value-of select="normalize-space(synopsis)" /></maml:para></maml:description>
        <command:verb><xsl:value-of select="substring-before(@name, '-')" /></command:verb>
        <command:noun><xsl:value-of select="substring-after(@name, '-')" /></command:noun>
      </command:details>
      <maml:description>
        <xsl:for-each select="description"><maml:para><xsl:value-of select="normalize-space(.)" /></maml:para></xsl:for-each>
      </maml:description>
      <command:syntax>
        <xsl:variable name="name" select="@name" />
        <xsl:for-each select="set">
          <xsl:variable name="set" select="@name" />
          <command:syntaxItem>
            <maml:name><xsl:value-of select="$name" /></maml:name>
            <xsl:apply-templates select="$parameters[not(@set) or contains(concat(' ', @set, ' '), concat(' ', $set, ' '))]"><xsl:sort select="not(@position)" /><xsl:sort select="@position" /></xsl:apply-templates>
          </command:syntaxItem>
        </xsl:for-each>
        <xsl:if test="not(set)">
          <command:syntaxItem>
            <maml:name><xsl:value-of select="$name" /></maml:name>
            <xsl:apply-templates select="$parameters"><xsl:sort select="not(@position)" /><xsl:sort select="@position" /></xsl:apply-templates>
          </command:syntaxItem>
        </xsl:if>
      </command:syntax>
      <command:parameters>
        <xsl:apply-templates select="$parameters"><xsl:sort select="@name" /></xsl:apply-templates>
      </command:parameters>
      <command:inputTypes>
        <xsl:for-each select="input | $groups[contains($uses, concat(' ', @name, ' '))]/input">
          <command:inputType>
            <dev:type><maml:name><xsl:value-of select="@type" /></maml:name></dev:type>
            <maml:description><maml:para><xsl:value-of select="normalize-space(.)" /></maml:para></maml:description>
          </command:inputType>
        </xsl:for-each>
      </command:inputTypes>
      <command:returnValues>
        <xsl:for-each select="output">
          <command:returnValue>
            <dev:type><maml:name><xsl:value-of select="@type" /></maml:name></dev:type>
            <maml:description><maml:para><xsl:value-of select="normalize-space(.)" /></maml:para></maml:description>
          </command:returnValue>
        </xsl:for-each>
      </command:returnValues>
      <command:examples>
        <xsl:for-each select="example">
          <command:example>
            <maml:title>-------------------------- Example <xsl:value-of select="position()" />: <xsl:value-of select="@title" /> --------------------------</maml:title>
            <dev:code><xsl:value-of select="code" /></dev:code>
            <dev:remarks><maml:para><xsl:value-of select="normalize-space(text)" /></maml:para></dev:remarks>
          </command:example>
        </xsl:for-each>
      </command:examples>
      <command:relatedLinks>
        <maml:navigationLink><maml:linkText>about_Drydock</maml:linkText><maml:uri /></maml:navigationLink>
        <xsl:for-each select="link">
          <maml:navigationLink><maml:linkText><xsl:value-of select="." /></maml:linkText><maml:uri /></maml:navigationLink>
        </xsl:for-each>
      </command:relatedLinks>
    </command:command>
  </xsl:template>

  <xsl:template match="parameter">
    <command:parameter required="false" variableLength="false" globbing="false" pipelineInput="False" position="named" aliases="none">
      <xsl:if test="@required"><xsl:attribute name="required"><xsl:value-of select="@required" /></xsl:attribute></xsl:if>
      <xsl:if test="@wildcards"><xsl:attribute name="globbing"><xsl:value-of select="@wildcards" /></xsl:attribute></xsl:if>
      <xsl:if test="@pipeline"><xsl:attribute name="pipelineInput">True (<xsl:value-of select="@pipeline" />)</xsl:attribute></xsl:if>
      <xsl:if test="@position"><xsl:attribute name="position"><xsl:value-of select="@position" /></xsl:attribute></xsl:if>
      <xsl:if test="@alias"><xsl:attribute name="aliases"><xsl:value-of select="@alias" /></xsl:attribute></xsl:if>
      <maml:name><xsl:value-of select="@name" /></maml:name>
      <maml:description><maml:para><xsl:value-of select="normalize-space(.)" /></maml:para></maml:description>
      <xsl:if test="@type != 'SwitchParameter'">
        <command:parameterValue required="true" variableLength="false"><xsl:value-of select="@type" /></command:parameterValue>
      </xsl:if>
      <dev:type><maml:name><xsl:value-of select="@type" /></maml:name><maml:uri /></dev:type>
      <dev:defaultValue>
        <xsl:choose>
          <xsl:when test="@default"><xsl:value-of select="@default" /></xsl:when>
          <xsl:when test="@type = 'SwitchParameter'">False</xsl:when>
          <xsl:otherwise>None</xsl:otherwise>
        </xsl:choose>
      </dev:defaultValue>
    </command:parameter>
  </xsl:template>
</xsl:stylesheet>
