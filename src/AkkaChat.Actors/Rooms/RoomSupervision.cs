using Akka.Actor;
using Akka.Event;

namespace AkkaChat.Actors.Rooms;

/// <summary>A room that fails starts again from the log. That its log goes on without it is no error: one line says it.</summary>
/// <param name="whenFenced">What becomes of a room whose log goes on without it.</param>
internal sealed class RoomSupervision(Directive whenFenced)
    : OneForOneStrategy(failure => failure is RoomFencedException ? whenFenced : Directive.Restart)
{
    protected override void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (cause is RoomFencedException)
            context.GetLogger().Warning(cause.Message);
        else
            base.LogFailure(context, child, cause, directive);
    }
}
