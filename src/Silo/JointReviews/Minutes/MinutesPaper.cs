using CadreWatch.Silo.Letters;

namespace CadreWatch.Silo.JointReviews.Minutes;

/// <summary>Writes minutes by filling the content controls of a template by their tags; the office may put its own template in place of the one built in.</summary>
public static class MinutesPaper
{
    /// <param name="template">A .docx with content controls; see <see cref="MinutesContent.Fields"/> for the tags. Null takes <see cref="MinutesTemplate"/>.</param>
    /// <exception cref="InvalidDataException">The template is no .docx, or has no control that the minutes fill.</exception>
    public static byte[] Write(MinutesContent content, TimeZoneInfo zone, byte[]? template = null) =>
        LetterRenderer.Render(template ?? MinutesTemplate.Build(), content.Fields(zone));
}
