using CadreWatch.Grains.Contracts;

namespace CadreWatch.Silo.Runtime;

/// <summary>Where an activation gets what is in force when it decides: captured once per command.</summary>
public interface IJudgementSource
{
    Judgement Capture(DateTimeOffset at);
}
