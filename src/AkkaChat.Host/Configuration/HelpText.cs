using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace AkkaChat.Host.Configuration;

/// <summary>What <c>--help</c> prints. The settings tell of themselves: names and defaults can't drift from what is used.</summary>
public static class HelpText
{
    public static bool IsWanted(IEnumerable<string> args) => args.Any(a => a is "--help" or "-h" or "-?" or "help");

    public static string Compose()
    {
        var text = new StringBuilder("""
            AkkaChat: group chat that keeps its promises.

            Usage: AkkaChat.Host [--urls ADDRESS] [--AkkaChat:SETTING=VALUE ...]

              --urls ADDRESS    where to listen (http://localhost:8080); several separated by semicolons
              --ConnectionStrings:AkkaChat=STRING
                                with AkkaChat:Storage=Postgres: such as "Host=db;Database=chat;Username=chat;Password=..." (better in the
                                environment, ConnectionStrings__AkkaChat: other users see command lines)
              --help            this text

            Settings, here as on the command line. The same as environment variables: AkkaChat__DataDirectory=/srv/chat;
            or in appsettings.json beside the program: { "AkkaChat": { "DataDirectory": "/srv/chat" } }.


            """);
        foreach (var (key, value, description) in Settings(new ChatSettings(), ChatSettings.Section))
            text.Append(CultureInfo.InvariantCulture, $"  --{key}={value}\n        {description}\n");
        return text.ToString();
    }

    private static IEnumerable<(string Key, object? Value, string Description)> Settings(object owner, string path)
    {
        foreach (var property in owner.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.GetIndexParameters().Length > 0 || property.SetMethod is null)
                continue;
            var (key, value) = ($"{path}:{property.Name}", property.GetValue(owner));
            if (property.GetCustomAttribute<DescriptionAttribute>() is { } description)
                yield return (key, value, description.Description);
            else if (value is not null)
            {
                foreach (var inner in Settings(value, key))
                    yield return inner;
            }
        }
    }
}
