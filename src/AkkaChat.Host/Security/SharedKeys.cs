using System.Xml.Linq;
using AkkaChat.Storage.Postgres;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AkkaChat.Host.Security;

/// <summary>The keys of ASP.NET Core Data Protection in the database that all nodes share: a token from one is good on every other.</summary>
internal sealed class SharedKeys(PostgresKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.ReadAll().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
