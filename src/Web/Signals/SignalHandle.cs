using System.Buffers.Text;
using System.Text;

namespace CadreWatch.Web.Signals;

/// <summary>
/// Id of a signal on the wire: cadre and signal key in one opaque text, the same each time. It is a name, not a permission: whoever opens it is checked.
/// </summary>
internal static class SignalHandle
{
    public static string Of(string cadre, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{key}{cadre}"));

    public static bool TryRead(string handle, out string cadre, out string key)
    {
        (cadre, key) = ("", "");
        if (handle.Length > 512 || !Base64Url.IsValid(handle)) return false;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(handle));
        if (text.Length <= 32) return false;
        (cadre, key) = (text[32..], text[..32]);
        return true;
    }
}
