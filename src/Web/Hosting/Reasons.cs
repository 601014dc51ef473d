using System.Security.Cryptography;
using CadreWatch.Grains.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CadreWatch.Web.Hosting;

/// <summary>Reasons that people give for what they do: short enough to read, and kept sealed. Whether one is needed is for the decider to say.</summary>
internal static class Reasons
{
    private const int Longest = 2_000;

    /// <returns>What is wrong with the one given; null where nothing is.</returns>
    public static ProblemHttpResult? Fault(string? reason) =>
        reason?.Length > Longest ? Bad("tooLong", $"理由过长，最多 {Longest} 字。")
        : reason?.Contains('\0', StringComparison.Ordinal) == true ? Bad("nulCharacter", "理由含有空字符（NUL），请删除后重新提交。")
        : null;

    /// <summary>With a fresh salt; null for a blank one.</summary>
    public static SealedText? Sealed(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? null : SealedText.Of(reason.Trim(), RandomNumberGenerator.GetBytes(16));

    private static ProblemHttpResult Bad(string code, string detail) => Problems.Of(StatusCodes.Status422UnprocessableEntity, code, detail, "reason");
}
