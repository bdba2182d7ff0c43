package io.parley.media;

/** What the media thread counts, for the whole process. The server exports each with its sentence. */
public enum MediaCounter {
    SESSIONS_OPENED("RTP sessions opened."),
    SESSIONS_CLOSED("RTP sessions closed."),
    PORTS_EXHAUSTED("Calls refused because every port pair was in use or resting."),
    PORTS_TAKEN_ELSEWHERE("Port pairs skipped because another program holds them."),
    STALE_PACKETS("Packets that reached a port after its call had ended; each lets the port rest anew."),

    RTP_RECEIVED("RTP packets that reached a live session, whoever sent them."),
    RTP_MALFORMED(
            "RTP packets dropped: not version 2, shorter than their header says, or too long, or no Opus where that was agreed."),
    RTP_TYPE_REFUSED("RTP packets dropped: a payload type that was not agreed."),
    RTP_SOURCE_REFUSED("RTP packets dropped: not from the agreed or learned source."),
    SRTP_REFUSED("RTP packets dropped: their SRTP tag is wrong, or they came before."),
    SRTCP_REFUSED("RTCP packets dropped: their SRTCP tag is wrong, or they came before."),
    SRTP_UNSEALED("RTP or RTCP packets that were not sent because they could not be encrypted."),
    STUN_ANSWERED("Checks of ICE answered."),
    STUN_REFUSED("Datagrams dropped that look like STUN: no check of ours, or made without the password."),
    PATHS_NOMINATED("Addresses that a far end's ICE has nominated."),
    DTLS_HANDSHAKES("Handshakes of DTLS that led to keys."),
    DTLS_FAILED("Handshakes of DTLS that failed or took too long; the call goes on waiting for another."),
    DTLS_OTHER_FINGERPRINT("Handshakes of DTLS refused: the certificate is not the one that signalling named."),
    DTLS_REFUSED("Datagrams of DTLS dropped: not from the call's far end, unasked for, or too many."),
    RTP_LOOPED("RTP packets dropped: they carry our own SSRC, so they are ours come back, or collide with it."),
    RTP_STRAY("RTP packets set aside: a new SSRC or a jump in sequence that the next packet has yet to confirm."),
    RTP_DUPLICATE("RTP packets received more than once."),
    RTP_LATE("RTP packets that came after their place had been played."),
    RTP_OVERFLOW("RTP packets dropped because the jitter buffer was full of older ones."),
    RTP_SENT("RTP packets sent."),
    SEND_FAILED("RTP or RTCP packets that the operating system refused to send."),
    SOURCES_LEARNED("Sources of RTP learned from the first packets (NAT)."),
    SSRC_COLLISIONS("Times we changed our SSRC because the far end uses the same (RFC 3550, section 8.2)."),

    FRAMES_RECOVERED("Lost frames of Opus played all the same, because the packet after them told of them."),
    FRAMES_CONCEALED("20 ms frames made up because a packet was missing."),
    FRAMES_SKIPPED("20 ms frames of near-silence left out to bring the delay back to its target."),
    PITCH_PERIODS_CUT("Pitch periods cut out of speech to bring the delay back to its target."),
    STREAMS_SPLICED("Streams taken up anew after a change of SSRC, sequence or timestamp."),

    DIGITS_RECEIVED("Digits received as RFC 4733 events."),
    DIGITS_SENT("Digits sent."),

    RTCP_RECEIVED("RTCP packets accepted."),
    RTCP_MALFORMED("RTCP packets dropped: shorter than 8 bytes or not a valid compound (RFC 3550, appendix A.2)."),
    RTCP_SOURCE_REFUSED("RTCP packets dropped: not from the agreed or learned source."),
    RTCP_SENT("RTCP packets sent."),
    RTCP_BYES("RTCP BYE packets received; the SIP dialog decides when a call ends."),

    STEPS("20 ms steps of all calls."),
    STEPS_LATE("Steps that ran more than 5 ms after their time."),
    STEPS_SKIPPED("Steps left out because the media thread was held up for longer than 40 ms."),
    TICKS_DROPPED("Ticks dropped because a call's context was more than half a second behind."),
    UNDERRUNS("Steps inside an utterance for which the engine had offered no frame."),
    LISTENER_ERRORS("Exceptions thrown by a call's audio listener."),
    MEDIA_ERRORS("Exceptions inside the media thread that a call survived."),

    RECORDINGS("Recordings begun."),
    RECORDING_ERRORS("Recordings ended early because their file could not be written."),
    RECORDING_FRAMES_DROPPED("Frames missing in a recording because the disk was slower than the call.");

    private final String sentence;

    MediaCounter(String sentence) {
        this.sentence = sentence;
    }

    /** What is counted, as one sentence. */
    public String sentence() {
        return sentence;
    }
}
