using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>What nodes and the registry of names say to each other as nodes.proto has it, and back.</summary>
internal static class PeopleForms
{
    public static Wire.HoldNames ToWire(this HoldNames hold) => new()
    {
        Session = hold.Session,
        Position = hold.Position,
        Names = { hold.Names.Select(ToWire) },
        People = { hold.People.Select(p => p.Value) },
        IsLast = hold.IsLast,
    };

    public static HoldNames FromWire(this Wire.HoldNames hold) => new(
        hold.Session, hold.Position, [.. hold.Names.Select(n => n.FromWire())], [.. hold.People.Select(p => new UserId(p))], hold.IsLast);

    public static Wire.ClaimName ToWire(this ClaimName claim) =>
        new() { Session = claim.Session, Position = claim.Position, Name = claim.Name.ToWire() };

    public static ClaimName ClaimFromWire(this Wire.ClaimName claim) => new(claim.Session, claim.Position, claim.Name.FromWire());

    public static Wire.ClaimName ToWire(this ReleaseName release) =>
        new() { Session = release.Session, Position = release.Position, Name = release.Name.ToWire() };

    public static ReleaseName ReleaseFromWire(this Wire.ClaimName release) => new(release.Session, release.Position, release.Name.FromWire());

    public static Wire.ForgetPerson ToWire(this ForgetPerson forget) =>
        new() { Session = forget.Session, Position = forget.Position, Person = forget.Person.Value };

    public static ForgetPerson FromWire(this Wire.ForgetPerson forget) => new(forget.Session, forget.Position, new UserId(forget.Person));

    public static Wire.TouchRegistry ToWire(this TouchRegistry touch) => new() { Session = touch.Session, Position = touch.Position };

    public static TouchRegistry FromWire(this Wire.TouchRegistry touch) => new(touch.Session, touch.Position);

    public static Wire.NameDecided ToWire(this NameDecided decided) =>
        new() { Session = decided.Session, Name = decided.Name.ToWire(), IsGranted = decided.IsGranted, Nodes = decided.Nodes };

    public static NameDecided FromWire(this Wire.NameDecided decided) =>
        new(decided.Session, decided.Name.FromWire(), decided.IsGranted, decided.Nodes);

    public static Wire.PersonSpread ToWire(this PersonSpread spread) =>
        new() { Session = spread.Session, Person = spread.Person.Value, Nodes = spread.Nodes };

    public static PersonSpread FromWire(this Wire.PersonSpread spread) => new(spread.Session, new UserId(spread.Person), spread.Nodes);

    public static Wire.RegistryTouched ToWire(this RegistryTouched touched) => new() { Session = touched.Session, Sent = touched.Sent };

    public static RegistryTouched FromWire(this Wire.RegistryTouched touched) => new(touched.Session, touched.Sent);

    public static Wire.HoldNamesAnew ToWire(this HoldNamesAnew anew) => new() { Session = anew.Session };

    public static HoldNamesAnew FromWire(this Wire.HoldNamesAnew anew) => new(anew.Session);

    private static Wire.HeldName ToWire(this HeldName name) => new() { Key = name.Key, Person = name.Person.Value };

    private static HeldName FromWire(this Wire.HeldName? name) => new(name?.Key ?? "", new UserId(name?.Person ?? ""));
}
