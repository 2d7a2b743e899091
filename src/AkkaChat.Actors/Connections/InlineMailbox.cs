using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace AkkaChat.Actors.Connections;

/// <summary>
/// The mailbox of an actor that runs where it is told (<see cref="InlineDispatcher"/>): it mostly holds one message for a moment, so it has
/// room for one and makes a queue only when more wait. Akka's own keeps a kilobyte for each of ten thousand idle connections.
/// </summary>
public sealed class InlineMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<InlineMailbox.Messages>
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new Messages();

    /// <summary>First in, first out; for any number of threads.</summary>
    public sealed class Messages : IMessageQueue, IUnboundedMessageQueueSemantics
    {
        private Envelope first;
        private volatile bool hasFirst;
        private Queue<Envelope>? rest;

        public bool HasMessages => hasFirst;

        public int Count
        {
            get
            {
                lock (this)
                    return (hasFirst ? 1 : 0) + (rest?.Count ?? 0);
            }
        }

        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            lock (this)
            {
                if (hasFirst)
                {
                    (rest ??= new Queue<Envelope>()).Enqueue(envelope);
                    return;
                }
                first = envelope;
                hasFirst = true;
            }
        }

        public bool TryDequeue(out Envelope envelope)
        {
            lock (this)
            {
                envelope = first;
                if (!hasFirst)
                    return false;
                if (rest is null || !rest.TryDequeue(out first))
                {
                    first = default;
                    hasFirst = false;
                    rest = null; // A burst is over: what it made goes with it.
                }
                return true;
            }
        }

        public void CleanUp(IActorRef owner, IMessageQueue deadletters)
        {
            while (TryDequeue(out var envelope))
                deadletters.Enqueue(owner, envelope);
        }
    }
}
