using AkkaChat.Actors.Rooms;

namespace AkkaChat.Storage.Tests;

public class SqliteErasureTests : SqliteFixture
{
    [Fact]
    public void A_deleted_text_and_its_earlier_wordings_are_nowhere_in_the_files()
    {
        Log.Open(Room, create: true, newest: 0);
        Log.Append([Append(Room, Event(1, text: "xyzzy-first " + new string('p', 9_000)), Event(2, text: "kept-for-ever"))]);
        Log.Append([Append(Room, Change(3, new MessageEdited(1, "xyzzy-second")))]);
        Log.Append([Append(Room, Change(4, new MessageEdited(1, "xyzzy-third")))]);
        Assert.True(Contains("xyzzy"));
        Log.Append([Append(Room, Change(5, new MessageDeleted(1)))]);
        Assert.True(Log.EraseDeleted());
        Assert.False(Contains("xyzzy"));
        Assert.True(Contains("kept-for-ever"));
        Assert.All(All(Room).Where(e => e.Seq is 1 or 3 or 4), e => Assert.Equal(0, e.Body.TextLength));
    }

    private bool Contains(string text)
    {
        var sought = System.Text.Encoding.UTF8.GetBytes(text);
        return Directory.GetFiles(Path.GetDirectoryName(File)!, "chat.db*").Any(path => System.IO.File.ReadAllBytes(path).AsSpan().IndexOf(sought) >= 0);
    }
}
