using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sqlite;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace AkkaChat.Architecture.Tests;

/// <summary>The arrows of docs/architecture.md: Host to Storage to Actors, and never back.</summary>
public class LayersTests
{
    private static readonly Assembly Actors = typeof(RoomActor).Assembly;
    private static readonly Assembly Storage = typeof(SqliteDatabase).Assembly;
    private static readonly Assembly Host = Assembly.Load("AkkaChat.Host");

    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader().LoadAssemblies(
        Actors, Storage, Host, typeof(Akka.Actor.ActorBase).Assembly).Build();

    private static IObjectProvider<IType> AkkaTypes => Types().That().ResideInNamespaceMatching(@"^Akka\.").As("Akka");

    [Fact]
    public void Actors_know_nothing_of_storage_host_web_or_sql() =>
        AssertReferences(Actors, "AkkaChat.Storage", "AkkaChat.Host", "Microsoft.AspNetCore", "Microsoft.Data", "Npgsql", "System.Text.Json", "Dapper", "Newtonsoft");

    [Fact]
    public void Storage_knows_nothing_of_the_host_and_of_the_web() =>
        AssertReferences(Storage, "AkkaChat.Host", "Microsoft.AspNetCore", "System.Text.Json");

    [Fact]
    public void The_host_knows_no_sql() => AssertReferences(Host, "Microsoft.Data", "Npgsql", "Dapper", "dbup");

    [Fact]
    public void What_a_room_decides_knows_no_actors()
    {
        var pure = Classes().That().HaveName("RoomState").Or().HaveName("RoomDraft").Or().HaveFullName("AkkaChat.Actors.Rooms.MessageNow").Or().HaveName("RecentEvents").Or().HaveName("MessageText").Or().HaveName("PersonName");
        pure.Should().NotDependOnAny(AkkaTypes).Check(Code);
        Assert.Equal(6, pure.GetObjects(Code).Count());
    }

    [Fact]
    public void What_a_room_decides_has_no_clock() =>
        Classes().That().HaveName("RoomState").Or().HaveName("RoomDraft").Should().NotDependOnAny(typeof(DateTime), typeof(DateTimeOffset), typeof(TimeProvider)).Check(Code);

    [Fact]
    public void Every_actor_ends_in_actor_or_is_of_the_log()
    {
        var actors = Classes().That().AreAssignableTo(typeof(Akka.Actor.ActorBase)).And().ResideInAssembly(Actors);
        actors.Should().HaveNameEndingWith("Actor").OrShould().HaveNameStartingWith("RoomLog").Check(Code);
        Assert.True(actors.GetObjects(Code).Count() >= 7);
    }

    private static void AssertReferences(Assembly assembly, params string[] forbidden)
    {
        var references = assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.Contains("AkkaChat.Actors", references.Append(assembly.GetName().Name!));
        Assert.DoesNotContain(references, r => forbidden.Any(f => r.StartsWith(f, StringComparison.Ordinal)));
    }
}
