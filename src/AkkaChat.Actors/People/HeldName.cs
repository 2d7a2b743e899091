namespace AkkaChat.Actors.People;

/// <summary>A name that somebody has, or wants.</summary>
/// <param name="Key">What makes names the same (<see cref="PersonName.Key"/>).</param>
public readonly record struct HeldName(string Key, UserId Person)
{
    public static HeldName Of(Person person) => new(PersonName.Key(person.Name), person.Id);
}
