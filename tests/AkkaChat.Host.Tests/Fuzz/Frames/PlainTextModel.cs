using System.Text;

namespace AkkaChat.Host.Tests.Fuzz.Frames;

/// <summary>Plain text (docs/protocol.md): every message is said in the room, verbatim, but for an empty one.</summary>
internal sealed class PlainTextModel : IModeModel
{
    private const int MostBytes = 16 * 1024;

    public List<string> Texts { get; } = [];

    public int? Take(bool isText, byte[] payload)
    {
        int? tooBig = payload.Length > MostBytes ? 1009 : null;
        if (tooBig is null && !Utf8Model.IsText(payload))
            return 1007;
        if (tooBig is null && payload.Length > 0)
            Texts.Add(Encoding.UTF8.GetString(payload));
        return tooBig;
    }
}
