using System.Globalization;

namespace AkkaChat.Bench.Report;

/// <summary>Numbers as a person reads them.</summary>
public static class Figures
{
    public static string Count(double value) => value switch
    {
        >= 1e6 => Format($"{value / 1e6:0.00} M"),
        >= 1e4 => Format($"{value / 1e3:0} k"),
        >= 1e3 => Format($"{value / 1e3:0.0} k"),
        _ => Format($"{value:0}"),
    };

    public static string Microseconds(double value) => value switch
    {
        >= 1e6 => Format($"{value / 1e6:0.00} s"),
        >= 1e3 => Format($"{value / 1e3:0.0} ms"),
        >= 10 => Format($"{value:0} µs"),
        _ => Format($"{value:0.00} µs"),
    };

    public static string Bytes(double value) => value >= 1024 * 1024 ? Format($"{value / (1024 * 1024):0} MiB") : Format($"{value / 1024:0.0} KiB");

    /// <summary>Of messages, not of memory.</summary>
    public static string FewBytes(double value) => value >= 10 ? Format($"{value:0} B") : Format($"{value:0.00} B");

    public static string Percent(double part) => Format($"{part * 100:0} %");

    public static string Ratio(double value) => double.IsFinite(value) ? Format($"{value:0.00}") : "";

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
