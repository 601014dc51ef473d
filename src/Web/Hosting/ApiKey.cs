using System.Security.Cryptography;
using System.Text;
using CadreWatch.Silo.Ingest;

namespace CadreWatch.Web.Hosting;

/// <summary>
/// The key with which source systems send rows: 64 hexadecimal digits in <c>api-key.txt</c> of the data folder, made at the first start, readable by its owner
/// alone. It names no person and opens no page.
/// </summary>
internal sealed class ApiKey
{
    public const string Header = "X-Api-Key";

    private readonly byte[] hash;

    public ApiKey(ServerOptions options)
    {
        var bytes = SecretFile.ReadOrMake(Path.Combine(options.Data, "api-key.txt"), () => Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(64, true) + "\n"));
        var key = Encoding.ASCII.GetString(bytes).Trim();
        if (key.Length < 32) throw new OptionsRefusedException("api-key.txt in the data folder holds less than 32 characters; delete it, and a new key is made at the next start.");
        hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
    }

    /// <summary>Takes the same time for every wrong key.</summary>
    public bool Matches(string? given) => given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), hash);
}

/// <summary>Lets source systems in by their key.</summary>
internal sealed class ApiKeyCheck(ApiKey key)
{
    /// <summary>Null where the request's key has the scope.</summary>
    public Task<IResult?> RefusalAsync(HttpContext http, string scope) => Task.FromResult<IResult?>(key.Matches(http.Request.Headers[ApiKey.Header])
        ? null
        : Problems.Of(StatusCodes.Status401Unauthorized, "apiKey", $"缺少或错误的接口密钥，请在 {ApiKey.Header} 请求头中提供数据目录下 api-key.txt 的内容。"));
}
