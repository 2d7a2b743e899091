using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace AkkaChat.Host.Inspection;

/// <summary>HTML in which nobody can forget to encode: the literal parts of what is added are markup, and what stands in a hole is text.</summary>
public sealed class Html
{
    private readonly StringBuilder markup = new();

    public void Add([InterpolatedStringHandlerArgument("")] ref Part part) => _ = part;

    public override string ToString() => markup.ToString();

    [InterpolatedStringHandler]
    public readonly ref struct Part
    {
        private readonly StringBuilder markup;

        public Part(int literalLength, int holes, Html html)
        {
            _ = (literalLength, holes);
            markup = html.markup;
        }

        public void AppendLiteral(string value) => markup.Append(value);

        public void AppendFormatted<T>(T value, string? format = null) => markup.Append(HtmlEncoder.Default.Encode(
            (value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString()) ?? ""));
    }
}
