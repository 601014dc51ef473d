using CadreWatch.Grains.Access;
using CadreWatch.Silo.People;

namespace CadreWatch.Web.Access;

internal static class OfficeNames
{
    /// <summary>What an office is called on screen: as the tree has it; the root without a tree is the whole district, and an unknown office its id.</summary>
    public static string OfficeName(this PeopleDirectory people, string office) =>
        people.Units.Units.GetValueOrDefault(office)?.Name ?? (office == CaseFacts.Root ? "全区" : office);
}
