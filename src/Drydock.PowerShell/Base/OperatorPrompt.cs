using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Errors;

namespace Drydock.PowerShell.Base;

/// <summary>
/// Puts what a driver wants to know to the person at the prompt. Workers ask; the pipeline thread puts the questions, one
/// after another. Nothing answers for the person: not -Confirm:$false, which is about what Drydock does itself.
/// </summary>
internal static class OperatorPrompt
{
    /// <summary>Asks through a pipeline; null where nobody can be asked.</summary>
    /// <param name="queue">What the pipeline thread works off.</param>
    /// <param name="host">The host.</param>
    public static Func<BaremetalNode, string, CancellationToken, Task<bool>>? For(PipelineQueue queue, PSHost host) =>
        IsInteractive(host) ? (node, question, cancel) => AskAsync(queue, node, question, cancel) : null;

    private static async Task<bool> AskAsync(PipelineQueue queue, BaremetalNode node, string question, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancel.Register(() => answer.TrySetCanceled(cancel));
        queue.Post(cmdlet => Put(cmdlet, node, question, answer));
        return await answer.Task.ConfigureAwait(false);
    }

    private static void Put(PSCmdlet cmdlet, BaremetalNode node, string question, TaskCompletionSource<bool> answer)
    {
        if (answer.Task.IsCompleted) return; // its time is over, or the pipeline stops
        try
        {
            var yes = cmdlet.ShouldContinue(question, "Drydock: " + node.Name);
            if (!answer.TrySetResult(yes)) cmdlet.WriteWarning($"The answer for {node.Name} came after its time and does not count.");
        }
        catch (Exception fault) when (fault is not PipelineStoppedException)
        {
            var problem = $"Node {node.Name}: nobody can be asked, as this host does not prompt: {question}";
            answer.TrySetException(new DrydockException(ErrorCatalogue.OobNotConfirmed, problem, fault) { Target = node.Name });
        }
    }

    /// <summary>A console whose input is no keyboard would answer for the person.</summary>
    private static bool IsInteractive(PSHost host)
    {
        if (host.UI is null || host.Name is "Default Host" or "ServerRemoteHost") return false;
        if (host.Name != "ConsoleHost") return true;
        return Environment.UserInteractive && !Console.IsInputRedirected && !Environment.GetCommandLineArgs().Skip(1).Any(IsNonInteractive);
    }

    /// <summary>PowerShell takes each beginning of -NonInteractive down to -noni.</summary>
    private static bool IsNonInteractive(string argument)
    {
        var word = argument.TrimStart('-', '/').ToLowerInvariant();
        return word.Length >= 4 && word.Length < argument.Length && "noninteractive".StartsWith(word, StringComparison.Ordinal);
    }
}
