using System.Security.Cryptography;
using System.Text.Json;
using AkkaChat.Actors.People;
using Microsoft.AspNetCore.DataProtection;

namespace AkkaChat.Host.Security;

/// <summary>Guests' tokens: the person, sealed with the server's keys (ASP.NET Core Data Protection), so nothing has to be stored.</summary>
internal sealed class GuestTokens(IDataProtectionProvider protection) : IGuestTokens
{
    private readonly IDataProtector protector = protection.CreateProtector("AkkaChat.GuestToken.v1");

    public string Issue(Person guest) => protector.Protect(JsonSerializer.Serialize(new[] { guest.Id.Value, guest.Name }));

    public Person? Read(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(protector.Unprotect(token)) is [var id, var name] ? new Person(new UserId(id), name) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
