namespace AkkaChat.Actors.Tests.Cluster.Serialization;

/// <summary>
/// <see cref="Samples.All"/> as the first version wrote them: manifest and bytes (Base64). Nodes of that version may be in a cluster with
/// newer ones, so none of these lines may ever change; for what is new, lines are added.
/// </summary>
public static class VersionOne
{
    public static IReadOnlyList<string> Lines { get; } = """
        touch.1 CgZnYXJkZW4QBxgB
        from.1 CgZnYXJkZW4QBxgCIAMqLQgBEhIKBXUtYW5uEgnDhG5uIPCfjLEaCwoHZXBvY2gtMRApIgRmYWtlKAEwAQ==
        from.1 CgZnYXJkZW4QBxgCIAMqFggCEhIKBXUtYW5uEgnDhG5uIPCfjLE=
        from.1 CgZnYXJkZW4QBxgCIAMyLAgDEhIKBXUtYW5uEgnDhG5uIPCfjLEaBGlkLTEiDAoKCgZow6lsbG8QKCgB
        from.1 CgZnYXJkZW4QBxgCIAM6CwgEEgV1LWFubhgq
        from.1 CgZnYXJkZW4QBxgCIANCCwgFGIDQlf+8MSAy
        from.1 CgZnYXJkZW4QBxgCIANCDQgFEAEYgNCV/7wxIDI=
        from.1 CgZnYXJkZW4QBxgCIANCDQgFEAIYgNCV/7wxIDI=
        from.1 CgZnYXJkZW4QBxgCIANCDQgFEAMYgNCV/7wxIDI=
        from.1 CgZnYXJkZW4QBxgCIANKAA==
        from.1 CgZnYXJkZW4QBxgCIANSDgoMCgV1LWJvYhIDQm9i
        touched.1 CgZnYXJkZW4QBxgM
        ended.1 CgZnYXJkZW4QBw==
        to.1 CgZnYXJkZW4QBxgLIAMqrAQIARIHZXBvY2gtMRgyKi8IKRCp0JX/vDEaEgoFdS1hbm4SCcOEbm4g8J+MsSIFaWQtNDEqCQoHCgVoZWxsbyoqCCoQqtCV/7wxGhIKBXUtYW5uEgnDhG5uIPCfjLEiBWlkLTQyKgQKAhApKjEIKxCr0JX/vDEaEgoFdS1hbm4SCcOEbm4g8J+MsSIFaWQtNDMqCxIJCCkSBWhhbGxvKioILBCs0JX/vDEaEgoFdS1hbm4SCcOEbm4g8J+MsSIFaWQtNDQqBBICCCkqKggtEK3Qlf+8MRoSCgV1LWFubhIJw4RubiDwn4yxIgVpZC00NSoEGgIIKSowCC4QrtCV/7wxGhIKBXUtYW5uEgnDhG5uIPCfjLEiBWlkLTQ2KgoiCAgqEgTwn5GNKjAILxCv0JX/vDEaEgoFdS1hbm4SCcOEbm4g8J+MsSIFaWQtNDcqCioICCoSBPCfkY0qLQgwELDQlf+8MRoSCgV1LWFubhIJw4RubiDwn4yxIgVpZC00OCoHOgV0b3BpYypOCDEQsdCV/7wxGhIKBXUtYW5uEgnDhG5uIPCfjLEiBWlkLTQ5KigyJgoDbm93ECkYidCV/7wxKhYKBPCfkY0SBXUtYm9iGC4ghtCV/7wxKioIMhCy0JX/vDEaEgoFdS1hbm4SCcOEbm4g8J+MsSIFaWQtNTAqBDICIAEwATgCQhIKBXUtYW5uEgnDhG5uIPCfjLFCDAoFdS1ib2ISA0JvYkgt
        to.1 CgZnYXJkZW4QBxgLIAMqDwgCEgdlcG9jaC0xGDIgAQ==
        to.1 CgZnYXJkZW4QBxgLIAMyHAoLCAMQKxiB0JX/vDEKDQgEECgYgNCV/7wxIAE=
        to.1 CgZnYXJkZW4QBxgLIAM6AggE
        to.1 CgZnYXJkZW4QBxgLIANC/QMIBRIvCCkQqdCV/7wxGhIKBXUtYW5uEgnDhG5uIPCfjLEiBWlkLTQxKgkKBwoFaGVsbG8SKggqEKrQlf+8MRoSCgV1LWFubhIJw4RubiDwn4yxIgVpZC00MioECgIQKRIxCCsQq9CV/7wxGhIKBXUtYW5uEgnDhG5uIPCfjLEiBWlkLTQzKgsSCQgpEgVoYWxsbxIqCCwQrNCV/7wxGhIKBXUtYW5uEgnDhG5uIPCfjLEiBWlkLTQ0KgQSAggpEioILRCt0JX/vDEaEgoFdS1hbm4SCcOEbm4g8J+MsSIFaWQtNDUqBBoCCCkSMAguEK7Qlf+8MRoSCgV1LWFubhIJw4RubiDwn4yxIgVpZC00NioKIggIKhIE8J+RjRIwCC8Qr9CV/7wxGhIKBXUtYW5uEgnDhG5uIPCfjLEiBWlkLTQ3KgoqCAgqEgTwn5GNEi0IMBCw0JX/vDEaEgoFdS1hbm4SCcOEbm4g8J+MsSIFaWQtNDgqBzoFdG9waWMSTggxELHQlf+8MRoSCgV1LWFubhIJw4RubiDwn4yxIgVpZC00OSooMiYKA25vdxApGInQlf+8MSoWCgTwn5GNEgV1LWJvYhguIIbQlf+8MRIqCDIQstCV/7wxGhIKBXUtYW5uEgnDhG5uIPCfjLEiBWlkLTUwKgQyAiABGAEgAQ==
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAEaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAIaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAMaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAQaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAUaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAYaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAcaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAgaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAkaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAoaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKEQgGEAsaCE5vdCBub3cuIOgH
        to.1 CgZnYXJkZW4QBxgLIANKDwgGGghOb3Qgbm93LiDoBw==
        to.1 CgZnYXJkZW4QBxgLIANKFAgHEAYaDkpvaW4gaXQgZmlyc3Qu
        to.1 CgZnYXJkZW4QBxgLIANSAA==
        to.1 CgZnYXJkZW4QBxgLIANaAggs
        live.1 CgZnYXJkZW4QBxgMIk0IKRAyGkcKBGZha2USPzQxOiBoZWxsbwo0MjogCjQzOiA/CjQ0OiA/CjQ1OiA/CjQ2OiA/CjQ3OiA/CjQ4OiA/CjQ5OiA/CjUwOiA/Cg==
        live.1 CgZnYXJkZW4QBxgMKgIIMw==
        live.1 CgZnYXJkZW4QBxgMMiQIAhISCgV1LWFubhIJw4RubiDwn4yxGgwKBXUtYm9iEgNCb2I=
        live.1 CgZnYXJkZW4QBxgMMhgIASIUChIKBXUtYW5uEgnDhG5uIPCfjLE=
        live.1 CgZnYXJkZW4QBxgMOhQKEgoFdS1hbm4SCcOEbm4g8J+MsQ==
        hold.1 CAgQARoMCgNCT0ISBXUtYm9iIgV1LWFubiIFdS1ib2IoAQ==
        claim.1 CAgQAhoSCgnDhE5OIPCfjLESBXUtYW5u
        release.1 CAgQAxoMCgNCT0ISBXUtYm9i
        forget.1 CAgQBBoFdS1ib2I=
        reach.1 CAgQBQ==
        decided.1 CAgSEgoJw4ROTiDwn4yxEgV1LWFubhgBIAI=
        spread.1 CAgSBXUtYW5uGAM=
        reached.1 CAgQAg==
        anew.1 CAg=
        rooms.1 ChUKBmdhcmRlbhIHZXBvY2gtMRgzIAI=
        look.1 COgH
        report.1 Cg0xMC4wLjAuMTo4MDkxEJAcGAUgASgGMICM7okaOAhACUgKUhQKBmdhcmRlbhgEIAMoMzACOAFADFIWCgZnYXJkZW4QARgEIAMoMzACOAFADFIWCgZnYXJkZW4QAhgEIAMoMzACOAFADFIWCgZnYXJkZW4QAxgEIAMoMzACOAFADFIWCgZnYXJkZW4QBBgEIAMoMzACOAFADFoKCgZnYXJkZW4QBA==
        """.Split('\n');

    public static IReadOnlyList<(string Manifest, byte[] Bytes)> Messages { get; } =
        [.. Lines.Select(line => line.Split(' ')).Select(parts => (parts[0], Convert.FromBase64String(parts[1])))];

    public static IReadOnlyList<string> Manifests { get; } = [.. Messages.Select(m => m.Manifest).Distinct()];
}
