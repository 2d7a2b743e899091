using Akka.Actor;

namespace AkkaChat.Actors.Inspection;

/// <summary>How much waits for an actor of this node, read without asking it: one that blocks or hangs could not answer.</summary>
internal static class Mailboxes
{
    public static int Waiting(IActorRef actor) => actor is ActorRefWithCell local ? local.Underlying.NumberOfMessages : 0;

    /// <summary>For all actors behind a router.</summary>
    public static int WaitingForRoutees(IActorRef router) => router is ActorRefWithCell local ? local.Children.Sum(Waiting) : 0;
}
