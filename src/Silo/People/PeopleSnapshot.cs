using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CadreWatch.Grains.Access;
using CadreWatch.Grains.Accounts;
using CadreWatch.Grains.Units;

namespace CadreWatch.Silo.People;

/// <summary>All accounts and units at one moment. Immutable, but for the viewers made when first asked for.</summary>
internal sealed class PeopleSnapshot
{
    public static readonly PeopleSnapshot Empty = new([], UnitState.Empty);

    private readonly FrozenDictionary<string, Person> people;
    private readonly FrozenDictionary<string, (Person From, Delegation? By)[]> lenders;
    private readonly ConcurrentDictionary<(string Account, DateOnly Day), Viewer?> viewers = new();

    public PeopleSnapshot(IEnumerable<Person> all, UnitState units)
    {
        All = [.. all.OrderBy(p => p.Account, StringComparer.Ordinal)];
        Units = units;
        people = All.ToFrozenDictionary(p => p.Account);
        lenders = Loans().GroupBy(l => l.To).ToFrozenDictionary(g => g.Key, g => g.Select(l => (l.From, l.By)).ToArray());
    }

    public IReadOnlyList<Person> All { get; }

    public UnitState Units { get; }

    public Person? Find(string account) => people.GetValueOrDefault(account);

    public Viewer? ViewerOf(string account, DateOnly day)
    {
        if (viewers.TryGetValue((account, day), out var known)) return known;
        return Find(account) is { } person ? viewers.GetOrAdd((account, day), _ => Make(person, day)) : null;
    }

    /// <summary>Accounts that were set up, lent to or disabled otherwise than before; all where the tree of units is another.</summary>
    public IReadOnlyCollection<string> ChangedSince(PeopleSnapshot before)
    {
        var moved = !Units.Units.SequenceEqual(before.Units.Units);
        return [.. All.Select(p => p.Account).Union(before.All.Select(p => p.Account)).Where(a => moved || !Versions(a).SequenceEqual(before.Versions(a)))];
    }

    private IEnumerable<(string, long)> Versions(string account) =>
        Lenders(account).Select(l => (l.From.Account, l.From.Version)).Append((account, Find(account)?.Version ?? 0));

    private (Person From, Delegation? By)[] Lenders(string account) => lenders.GetValueOrDefault(account, []);

    /// <summary>Who lends case rights to whom: by delegation, or as the other half of an AB岗 that both name.</summary>
    private IEnumerable<(string To, Person From, Delegation? By)> Loans()
    {
        foreach (var from in All.Where(p => !p.Disabled))
        {
            foreach (var delegation in from.Rights.Delegations) yield return (delegation.To, from, delegation);
            if (from.Rights.Deputy is { } other && people.TryGetValue(other, out var deputy) && deputy.Rights.Deputy == from.Account)
                yield return (other, from, null);
        }
    }

    private Viewer? Make(Person person, DateOnly day)
    {
        if (person.Disabled) return null;
        var own = person.Rights.Assignments.Where(a => a.IsInForce(day)).ToList();
        var grants = own.ConvertAll(a => GrantOf(a, null));
        foreach (var (from, by) in Lenders(person.Account))
        {
            if (by is not null && (day < by.From || day > by.Until)) continue;
            var lent = from.Rights.Assignments.Where(a => a.IsInForce(day) && Roles.SeesCases(a.Role)).ToList();
            if (!Roles.Conflict(own.Concat(lent).Select(a => a.Role))) grants.AddRange(lent.Select(a => GrantOf(a, from)));
        }

        var recused = Recusals(person.Rights);
        return new(person.Account, person.Name, VersionOf(grants, recused), grants, recused);
    }

    private Grant GrantOf(Assignment a, Person? onBehalfOf) => new(
        a.Role, Units.Expand(a.Offices).ToFrozenSet(), a.Units?.ToFrozenSet(), a.Clearance, a.OwnStaff, onBehalfOf?.Account,
        onBehalfOf is null ? null : Recusals(onBehalfOf.Rights));

    private static FrozenSet<string> Recusals(AccountRights rights) =>
        (rights.SelfCadre is { } self ? rights.Relatives.Append(self) : rights.Relatives).ToFrozenSet();

    /// <summary>From the content alone, so that a restart or another server gives the same, and any other content another.</summary>
    private static long VersionOf(List<Grant> grants, IReadOnlySet<string> recused)
    {
        var lines = grants.Select(g => string.Join(
            '\t', g.Role, Sorted(g.Offices), g.Units is null ? "*" : Sorted(g.Units), g.Clearance, g.OwnStaff, g.AlsoRecused is null ? "" : Sorted(g.AlsoRecused)));
        var text = string.Join('\n', lines.Order(StringComparer.Ordinal).Append(Sorted(recused)));
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & long.MaxValue;
    }

    /// <summary>Lengths before the ids, so that no two sets share a text.</summary>
    private static string Sorted(IEnumerable<string> ids) =>
        string.Concat(ids.Order(StringComparer.Ordinal).Select(id => string.Create(CultureInfo.InvariantCulture, $"{id.Length}:{id} ")));
}
