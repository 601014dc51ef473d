using System.ComponentModel.DataAnnotations;

namespace CadreWatch.Web.Identity.External;

/// <summary>One server that vouches for people by OAuth 2.0; an entry of the section <c>External</c> of the settings.</summary>
internal sealed class ExternalProvider
{
    /// <summary>Lower-case letters and digits; part of addresses.</summary>
    [Required]
    public string Scheme { get; set; } = "";

    /// <summary>What the button says.</summary>
    public string Name { get; set; } = "";

    /// <summary>What is shown of it.</summary>
    public string Title => Name.Length > 0 ? Name : Scheme;

    [Required]
    public string ClientId { get; set; } = "";

    [Required]
    public string ClientSecret { get; set; } = "";

    [Required]
    public string AuthorizationEndpoint { get; set; } = "";

    [Required]
    public string TokenEndpoint { get; set; } = "";

    /// <summary>Answers JSON about the person.</summary>
    [Required]
    public string UserInformationEndpoint { get; set; } = "";

    /// <summary>The field of that JSON that never changes for a person. Default <c>sub</c>.</summary>
    public string IdField { get; set; } = "sub";

    /// <summary>Separated by spaces.</summary>
    public string Scope { get; set; } = "";

    public static IReadOnlyList<ExternalProvider> Read(IConfiguration settings)
    {
        var all = settings.GetSection("External").Get<List<ExternalProvider>>() ?? [];
        foreach (var one in all) Validator.ValidateObject(one, new(one), validateAllProperties: true);
        return all;
    }
}
