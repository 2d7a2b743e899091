using System.Globalization;
using System.Text;

namespace AkkaChat.Host.Tests.Fuzz.Requests;

/// <summary>RFC 8259 to the letter, and what docs/protocol.md asks beyond it: no name twice, no half surrogate pair, 32 levels at most.</summary>
/// <remarks>A value is null, a bool, a string, a <see cref="Number"/>, a list or a dictionary of values.</remarks>
internal sealed class StrictJson
{
    /// <summary>As it was written: how large it is, is for the reader to say.</summary>
    public sealed record Number(string Text)
    {
        public long? Integer => Text.All(c => c == '-' || char.IsAsciiDigit(c)) && long.TryParse(Text, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private const int MostDepth = 32;

    private readonly string text;
    private int at;

    private StrictJson(string text) => this.text = text;

    /// <exception cref="FormatException">It is not that.</exception>
    public static object? Parse(string text)
    {
        var json = new StrictJson(text);
        var value = json.Value(depth: 0);
        json.Blank();
        return json.at == text.Length ? value : throw json.Wrong();
    }

    private object? Value(int depth)
    {
        Blank();
        switch (Peek())
        {
            case '{':
                return Members(depth + 1);
            case '[':
                return Items(depth + 1);
            case '"':
                return String();
            case 't':
                return Word("true", true);
            case 'f':
                return Word("false", false);
            case 'n':
                return Word("null", null);
            default:
                return Numeral();
        }
    }

    private Dictionary<string, object?> Members(int depth)
    {
        Deepen(depth);
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (IsEmpty('}'))
            return members;
        do
        {
            Blank();
            var name = String();
            Blank();
            Expect(':');
            if (!members.TryAdd(name, Value(depth)))
                throw Wrong();
        }
        while (GoesOn('}'));
        return members;
    }

    private List<object?> Items(int depth)
    {
        Deepen(depth);
        var items = new List<object?>();
        if (IsEmpty(']'))
            return items;
        do
            items.Add(Value(depth));
        while (GoesOn(']'));
        return items;
    }

    private void Deepen(int depth)
    {
        at++;
        if (depth > MostDepth)
            throw Wrong();
    }

    private bool IsEmpty(char end)
    {
        Blank();
        if (Peek() != end)
            return false;
        at++;
        return true;
    }

    private bool GoesOn(char end)
    {
        Blank();
        if (Peek() == ',')
        {
            at++;
            return true;
        }
        Expect(end);
        return false;
    }

    private string String()
    {
        Expect('"');
        var value = new StringBuilder();
        while (Peek() != '"')
            value.Append(Peek() < ' ' ? throw Wrong() : Peek() == '\\' ? Escape() : text[at++]);
        at++;
        for (var i = 0; i < value.Length; i++)
        {
            if (i + 1 < value.Length && char.IsSurrogatePair(value[i], value[i + 1]))
                i++;
            else if (char.IsSurrogate(value[i]))
                throw Wrong();
        }
        return value.ToString();
    }

    private char Escape()
    {
        at++;
        var c = Peek();
        at++;
        if (c != 'u')
            return "\"\\/bfnrt".IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? "\"\\/\b\f\n\r\t"[i] : throw Wrong();
        if (at + 4 > text.Length || !text.AsSpan(at, 4).ToString().All(char.IsAsciiHexDigit))
            throw Wrong();
        at += 4;
        return (char)int.Parse(text.AsSpan(at - 4, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private Number Numeral()
    {
        var start = at;
        Skip('-');
        if (!Skip('0'))
            Digits();
        if (Skip('.'))
            Digits();
        if (Skip('e') || Skip('E'))
        {
            _ = Skip('-') || Skip('+');
            Digits();
        }
        return new Number(text[start..at]);
    }

    private void Digits()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        if (at == start)
            throw Wrong();
    }

    private bool Skip(char c)
    {
        var isIt = at < text.Length && text[at] == c;
        at += isIt ? 1 : 0;
        return isIt;
    }

    private object? Word(string word, object? value)
    {
        if (!text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
            throw Wrong();
        at += word.Length;
        return value;
    }

    private void Expect(char c) => _ = Skip(c) ? true : throw Wrong();

    private char Peek() => at < text.Length ? text[at] : throw Wrong();

    private void Blank()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r')
            at++;
    }

    private FormatException Wrong() => new($"Not JSON at {at}");
}
