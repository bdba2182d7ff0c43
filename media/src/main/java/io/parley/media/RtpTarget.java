package io.parley.media;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What offer and answer agreed on: where to send, and how.
 *
 * @param rtp the far end's RTP address
 * @param rtcp its RTCP address: {@code a=rtcp} (RFC 3605) or the port above
 * @param codec the codec both directions use
 * @param payloadType payload type we send the codec with (the far end's number)
 * @param receivePayloadType payload type the far end sends the codec with (our number)
 * @param dtmfPayloadType payload type of telephone-event we send with; -1 where the far end has none
 * @param receiveDtmfPayloadType payload type of telephone-event the far end sends with; -1 for none
 * @param dtmfClockRate ticks a second of an event's duration, in both directions
 * @param ptimeMillis packet time we send with, 10 to 60
 * @param direction our direction: what we may send and want to receive
 * @param learnSource learn the source of RTP from the first packets: the trunk asks for it or the address is private
 * @param opus how to send Opus; without meaning for other codecs
 * @param srtp keys of both directions; null for plain audio, and for audio whose keys come by DTLS
 * @param dtls how keys are made once the call is answered; null where they are not
 */
public record RtpTarget(
        InetSocketAddress rtp,
        @Nullable InetSocketAddress rtcp,
        Codec codec,
        int payloadType,
        int receivePayloadType,
        int dtmfPayloadType,
        int receiveDtmfPayloadType,
        int dtmfClockRate,
        int ptimeMillis,
        Direction direction,
        boolean learnSource,
        OpusFormat opus,
        @Nullable SrtpKeys srtp,
        @Nullable DtlsTarget dtls) {

    /** Of audio whose keys signalling has brought. */
    public RtpTarget(
            InetSocketAddress rtp,
            @Nullable InetSocketAddress rtcp,
            Codec codec,
            int payloadType,
            int receivePayloadType,
            int dtmfPayloadType,
            int receiveDtmfPayloadType,
            int dtmfClockRate,
            int ptimeMillis,
            Direction direction,
            boolean learnSource,
            OpusFormat opus,
            @Nullable SrtpKeys srtp) {
        this(
                rtp,
                rtcp,
                codec,
                payloadType,
                receivePayloadType,
                dtmfPayloadType,
                receiveDtmfPayloadType,
                dtmfClockRate,
                ptimeMillis,
                direction,
                learnSource,
                opus,
                srtp,
                null);
    }

    /** Of plain audio, with events by its clock. */
    public RtpTarget(
            InetSocketAddress rtp,
            @Nullable InetSocketAddress rtcp,
            Codec codec,
            int payloadType,
            int receivePayloadType,
            int dtmfPayloadType,
            int receiveDtmfPayloadType,
            int ptimeMillis,
            Direction direction,
            boolean learnSource) {
        this(
                rtp,
                rtcp,
                codec,
                payloadType,
                receivePayloadType,
                dtmfPayloadType,
                receiveDtmfPayloadType,
                codec.clockRate(),
                ptimeMillis,
                direction,
                learnSource,
                OpusFormat.DEFAULT,
                null,
                null);
    }

    /** Whether audio is encrypted, one way or the other. */
    public boolean isEncrypted() {
        return srtp != null || dtls != null;
    }

    /** Where the session description says to send; null where it names nobody, or ICE finds out. */
    @Nullable
    InetSocketAddress signalled() {
        boolean found = dtls != null && dtls.ice();
        return found || rtp.isUnresolved() || rtp.getAddress().isAnyLocalAddress() ? null : rtp;
    }
}
