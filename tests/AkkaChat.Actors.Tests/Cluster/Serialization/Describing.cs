using System.Collections;
using System.Reflection;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Cluster.Serialization;

/// <summary>All that a message holds, in words: two messages are the same when their descriptions are.</summary>
public static class Describing
{
    /// <param name="types">Gets the types of the message and of all that is in it.</param>
    public static string Describe(object? value, ISet<Type>? types = null)
    {
        types?.UnionWith(value is null ? [] : [value.GetType()]);
        return value switch
        {
            null => "nothing",
            string or IConvertible => $"{value}",
            IDictionary map => string.Join(", ", map.Keys.Cast<object>().Select(key => $"{key} = {map[key]}").Order()),
            IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(item => Describe(item, types)))}]",
            EventBatch batch => Batch(batch, types),
            _ => Parts(value, types),
        };
    }

    // Its events stay where they are when it crosses; what members see of them does not.
    private static string Batch(EventBatch batch, ISet<Type>? types)
    {
        if (types is not null)
            Describe(batch.Events, types);
        return $"{batch.Room} {batch.FirstSeq} to {batch.LastSeq}: {string.Join(", ", FakeFormat.Decode(batch.EncodedAs(FakeFormat.Instance)))}";
    }

    private static string Parts(object value, ISet<Type>? types) => value.GetType().Name + " { " + string.Join(", ", value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(part => part.Name != nameof(ToLiveMembers.Formats)) // For the sender alone.
        .Select(part => $"{part.Name} = {Describe(part.GetValue(value), types)}")) + " }";
}
