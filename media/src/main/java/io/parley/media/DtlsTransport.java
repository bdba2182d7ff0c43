package io.parley.media;

import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call's port where it carries more than RTP (RFC 7983): tells checks of ICE, DTLS, RTP and RTCP apart, answers the first,
 * lets the second come from one address alone and hands out the keys that it leads to. Media thread only.
 */
final class DtlsTransport {
    /** What a datagram is, by its first byte, and its second (RFC 7983, section 7; RFC 5761, section 4). */
    enum Kind {
        STUN,
        DTLS,
        RTP,
        RTCP,
        OTHER
    }

    /**
     * What all calls share.
     *
     * @param media runs what the other threads have for the media thread
     */
    record Shared(DtlsIdentity identity, DtlsPool pool, Executor media, MediaCounters counters) {}

    private final Shared shared;
    private final PacketSink sink;
    private final IceLite ice;
    private final Consumer<SrtpKeys> secured;

    private @Nullable DtlsTarget target;
    private @Nullable InetSocketAddress signalled;
    private @Nullable DtlsAssociation association;
    private @Nullable SrtpKeys keys;
    private int agreements;

    /**
     * @param sink the call's own socket
     * @param secured takes the keys of each agreement
     */
    DtlsTransport(Shared shared, IceCredentials ours, PacketSink sink, Consumer<SrtpKeys> secured) {
        this.shared = shared;
        this.sink = sink;
        this.ice = new IceLite(ours);
        this.secured = secured;
    }

    static Kind kind(byte[] bytes, int length) {
        int first = length < 2 ? -1 : bytes[0] & 0xff;
        if (first >= 0 && first <= 3) {
            return Kind.STUN;
        }
        if (first >= 20 && first <= 63) {
            return Kind.DTLS;
        }
        if (first < 128 || first > 191) {
            return Kind.OTHER;
        }
        int type = bytes[1] & 0xff;
        return type >= 192 && type <= 223 ? Kind.RTCP : Kind.RTP;
    }

    /**
     * What is agreed on from now on. Where it goes on with what was before, the keys stay.
     *
     * @param agreed null where the call goes without DTLS
     * @param address of the session description, which counts where there is no ICE
     */
    void agree(@Nullable DtlsTarget agreed, @Nullable InetSocketAddress address) {
        DtlsTarget before = target;
        signalled = address;
        target = agreed;
        ice.agree(agreed == null ? null : agreed.ufrag());
        if (agreed != null && agreed.continues(before)) {
            return;
        }
        close();
        keys = null;
        association = agreed == null
                ? null
                : new DtlsAssociation(shared.identity(), agreed, shared.pool(), new Outcome(++agreements));
    }

    /**
     * Somebody else is at the far end, whatever it is called: what is agreed on next is another association, even with the
     * same certificate, as a B2BUA shows it in every call.
     */
    void forget() {
        agree(null, null);
    }

    boolean isOn() {
        return target != null;
    }

    boolean isMuxed() {
        return target != null && target.mux();
    }

    /** Null before the handshake is over. */
    @Nullable
    SrtpKeys keys() {
        return keys;
    }

    /** The one address that counts; null before ICE has found it. */
    @Nullable
    InetSocketAddress far() {
        return target != null && target.ice() ? ice.nominated() : signalled;
    }

    /** A datagram that is a check. */
    void check(RtpPacket packet, InetSocketAddress from) {
        byte[] answer =
                target != null && target.ice() ? ice.receive(packet.buffer, packet.length, from, packet.arrival) : null;
        if (answer == null) {
            shared.counters().increment(MediaCounter.STUN_REFUSED);
        } else {
            shared.counters().increment(MediaCounter.STUN_ANSWERED);
            sink.rtp(answer, answer.length, from);
        }
    }

    /** A datagram that is DTLS: whoever is elsewhere is not even listened to. */
    void dtls(RtpPacket packet, InetSocketAddress from) {
        DtlsAssociation open = association;
        if (open == null || !from.equals(far()) || !open.receive(packet.buffer, packet.length, packet.arrival)) {
            shared.counters().increment(MediaCounter.DTLS_REFUSED);
        }
    }

    void close() {
        DtlsAssociation open = association;
        association = null;
        if (open != null) {
            open.end();
        }
    }

    /** What comes of a handshake, brought to the media thread; too late where another one has been agreed on. */
    private final class Outcome implements DtlsAssociation.Events {
        private final int agreement;

        Outcome(int agreement) {
            this.agreement = agreement;
        }

        private boolean isLate() {
            return association == null || agreement != agreements;
        }

        @Override
        public void send(byte[] datagram) {
            shared.media().execute(() -> {
                InetSocketAddress to = far();
                if (to != null && !isLate()) {
                    sink.rtp(datagram, datagram.length, to);
                }
            });
        }

        @Override
        public void secured(SrtpKeys made) {
            shared.media().execute(() -> {
                if (!isLate()) {
                    shared.counters().increment(MediaCounter.DTLS_HANDSHAKES);
                    keys = made;
                    secured.accept(made);
                }
            });
        }

        @Override
        public void failed(boolean otherFingerprint) {
            MediaCounter what = otherFingerprint ? MediaCounter.DTLS_OTHER_FINGERPRINT : MediaCounter.DTLS_FAILED;
            shared.media().execute(() -> shared.counters().increment(what));
        }
    }
}
