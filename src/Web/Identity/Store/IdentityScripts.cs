using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace CadreWatch.Web.Identity.Store;

/// <summary>The statements that are not made from the model: one file for each dialect.</summary>
internal static class IdentityScripts
{
    /// <param name="name">Name of the file without dialect and ending.</param>
    public static string Of(IdentityStore store, string name)
    {
        var file = $"CadreWatch.Web.Identity.Store.Sql.{name}.{(store.Database.IsNpgsql() ? "postgres" : "sqlite")}.sql";
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }
}
