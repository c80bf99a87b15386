using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Drydock.Design;
using Drydock.Drivers.Node.Maas.Api;
using Drydock.Errors;

namespace Drydock.Drivers.Node.Maas.State;

/// <summary>Carries out the writes of a plan one after another, and says how far it came where one fails.</summary>
public static class PlanExecution
{
    // A lost answer leaves open whether the write was done; a look at the machine tells, and the rest is planned anew.
    private const int MostPlans = 3;

    /// <summary>Plans and carries out until the machine is as planned.</summary>
    /// <typeparam name="TPlan">The plan.</typeparam>
    /// <param name="plan">Plans; true asks for reading the machine again first.</param>
    /// <param name="execute">Carries out a plan.</param>
    /// <returns>The plan that was carried out.</returns>
    public static async Task<TPlan> ConvergeAsync<TPlan>(Func<bool, Task<TPlan>> plan, Func<TPlan, Task> execute)
    {
        for (var plans = 1; ; plans++)
        {
            var planned = await plan(plans > 1).ConfigureAwait(false);
            try
            {
                await execute(planned).ConfigureAwait(false);
                return planned;
            }
            catch (DrydockException fault) when (plans < MostPlans && fault.InnerException is MaasOutcomeUnknownException)
            {
            }
        }
    }

    /// <summary>Carries out operations in order.</summary>
    /// <typeparam name="TOperation">The operations; their texts say what they do.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="operations">The operations.</param>
    /// <param name="execute">Carries out one.</param>
    /// <param name="context">Is told each operation.</param>
    /// <param name="cancel">Stops before the next operation, and the one under way.</param>
    /// <exception cref="DrydockException">An operation failed; the message names it and those done before it.</exception>
    public static async Task RunAsync<TOperation>(BaremetalNode node, IReadOnlyList<TOperation> operations,
        Func<TOperation, CancellationToken, Task> execute, DriverContext context, CancellationToken cancel)
        where TOperation : notnull
    {
        for (var done = 0; done < operations.Count; done++)
        {
            cancel.ThrowIfCancellationRequested();
            var operation = operations[done];
            context.Progress(node, operation.ToString()!);
            context.Log.Write(LogLevel.Verbose, $"{node.Name}: {operation}");
            try
            {
                await execute(operation, cancel).ConfigureAwait(false);
            }
            catch (DrydockException fault)
            {
                var before = done == 0 ? "Nothing was changed before it."
                    : $"Done before it, {done} of {operations.Count}: {string.Join("; ", new ArraySegment<TOperation>([.. operations], 0, done))}.";
                throw new DrydockException(fault.Error, $"Node '{node.Name}': could not {operation}. {fault.Message} {before}", fault)
                {
                    Target = node.Name,
                    IsTransient = fault.IsTransient,
                    Remedy = fault.Remedy,
                };
            }
        }
    }

    /// <summary>Makes sure that MAAS did what it was asked.</summary>
    /// <param name="applied">Whether its answer shows it.</param>
    /// <param name="answer">What the answer shows instead.</param>
    /// <exception cref="DrydockException">It does not.</exception>
    public static void Verify(bool applied, string answer)
    {
        if (!applied) throw new DrydockException(ErrorCatalogue.MaasNotApplied, $"MAAS accepted the request, but answers: {answer}.");
    }
}
