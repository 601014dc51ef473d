namespace CadreWatch.Silo.Ingest;

public static class RosterDates
{
    /// <summary>Stands for “since when is not known”： a post is then taken as always held, so that no fact falls outside it.</summary>
    public static readonly DateOnly UnknownStart = new(1900, 1, 1);
}
