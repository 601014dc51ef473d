using System.Reflection;
using CadreWatch.Grains.Contracts;
using CadreWatch.Grains.Models;
using CadreWatch.Silo.Models;
using CadreWatch.Silo.Runtime;

namespace CadreWatch.Silo.Demo.Learning;

/// <summary>The demonstration's model: really trained and measured, on invented people alone (<see cref="InventedPast"/>, tasks/demo.yaml).</summary>
public static class DemoModel
{
    public static ModelProposal Proposal()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(DemoModel), "demo-model.json")
            ?? Assembly.GetExecutingAssembly().GetManifestResourceStream("CadreWatch.Silo.Demo.Learning.demo-model.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return ModelProposal.Read(copy.ToArray());
    }

    /// <summary>Puts it into the register and live; where it is there already, nothing happens.</summary>
    /// <param name="proposer">Account that puts it up.</param>
    /// <param name="approver">Another one.</param>
    /// <exception cref="InvalidOperationException">A step was refused: the model does not fit this build.</exception>
    public static async Task PutAsync(IGrainRuntime runtime, TimeProvider time, string proposer, string approver, CancellationToken cancel)
    {
        var (grain, propose) = Proposal().Put(time.GetUtcNow(), proposer);
        if ((await runtime.StateAsync<ModelState>(grain, cancel).ConfigureAwait(false)).Standing != ModelStanding.None) return;
        var at = time.GetUtcNow();
        foreach (var command in (ModelCommand[])[propose, new ApproveModel(Guid.CreateVersion7(at), at, approver), new TakeModelLive(Guid.CreateVersion7(at), at, approver)])
            if (await runtime.AskAsync(grain, command, cancel).ConfigureAwait(false) is Refusal refusal)
                throw new InvalidOperationException($"The demonstration's model was refused: {refusal.Rule} {refusal.Message}");
    }
}
