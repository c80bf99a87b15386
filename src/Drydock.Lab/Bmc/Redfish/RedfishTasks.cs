using System;
using System.Collections.Generic;
using Drydock.Lab.Http;
using Newtonsoft.Json.Linq;

namespace Drydock.Lab.Bmc.Redfish;

/// <summary>Changes that take their time: an answer of 202, a task and its monitor (DSP0266, 12.2). Thread-safe.</summary>
internal sealed class RedfishTasks(PowerQuirks quirks)
{
    public const string Service = RedfishResources.Root + "/TaskService";
    public const string Tasks = Service + "/Tasks";
    private const string Monitors = Service + "/TaskMonitors/";

    private readonly object _gate = new();
    private readonly List<Task> _tasks = [];

    /// <summary>Makes a change at once, or, where the service works so, as a task.</summary>
    /// <param name="change">Makes it; gives null, or an error's answer.</param>
    public LabHttpResponse Run(Func<LabHttpResponse?> change)
    {
        if (quirks.TaskPolls == 0) return change() ?? LabHttpResponse.Empty();
        Task task;
        lock (_gate) _tasks.Add(task = new Task(_tasks.Count + 1, quirks.TaskPolls, quirks.TaskEnd));
        if (quirks.TaskEnd == "Completed" && change() is { } refusal) return refusal;
        return Accepted(task);
    }

    /// <returns>The answer of a monitor; null where the path is none.</returns>
    public LabHttpResponse? Monitor(string path)
    {
        lock (_gate)
        {
            if (Find(path, Monitors) is not { } task) return null;
            if (task.Left == 0) return task.End == "Completed" ? LabHttpResponse.Empty() : LabHttpResponse.Json(Describe(task));
            var answer = Accepted(task);
            task.Left--;
            return answer;
        }
    }

    /// <returns>A task's resource, or the collection; null where the path is neither.</returns>
    public JObject? Read(string path)
    {
        lock (_gate)
        {
            if (path == Tasks) return RedfishJson.Collection(Tasks, "Task", _tasks.ConvertAll(PathOf));
            return Find(path, Tasks + "/") is { } task ? Describe(task) : null;
        }
    }

    private static string PathOf(Task task) => Tasks + "/" + RedfishJson.Number(task.Number);

    private static JObject Describe(Task task)
    {
        var ended = task.Left == 0;
        return RedfishJson.Resource(PathOf(task), "#Task.v1_4_3.Task", "Task " + RedfishJson.Number(task.Number), new JObject
        {
            ["TaskState"] = ended ? task.End : "Running",
            ["TaskStatus"] = !ended || task.End == "Completed" ? "OK" : "Critical",
            ["TaskMonitor"] = Monitors + RedfishJson.Number(task.Number),
            ["Messages"] = ended && task.End != "Completed"
                ? new JArray(new JObject { ["MessageId"] = "Base.1.8.InternalError", ["Message"] = "The power board does not answer." })
                : [],
        });
    }

    private LabHttpResponse Accepted(Task task) => LabHttpResponse.Json(Describe(task), 202)
        .WithHeader("Location", Monitors + RedfishJson.Number(task.Number))
        .WithHeader("Retry-After", RedfishJson.Number(quirks.TaskSeconds));

    private Task? Find(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) ? _tasks.Find(task => RedfishJson.Number(task.Number) == path.Substring(folder.Length)) : null;

    private sealed class Task(int number, int polls, string end)
    {
        public int Number { get; } = number;

        public string End { get; } = end;

        public int Left { get; set; } = polls;
    }
}
