package io.parley.media;

import io.parley.config.CodecPolicy;
import io.parley.config.SrtpPolicy;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SDP offer and answer (RFC 8866, RFC 3264) as pure functions over text. Host names in {@code c=} are not looked up and
 * refused with 488.
 *
 * <p>The version of {@code o=} rises only when the description changes (RFC 3264, section 8): write the description with
 * the version last used, and only if the text differs from the one last sent write it again with the next version.
 *
 * <p>The source of RTP is learned where {@code nat} says so, and where the far end names an address in a private network
 * (RFC 1918, 6598, 3927, 4193) that our own address does not belong to, because packets from there can only come through
 * a translator. Two hosts in the same private network reach each other, so there the description counts.
 */
public final class OfferAnswer {
    private OfferAnswer() {}

    /**
     * Our side of a session.
     *
     * @param address literal address for {@code c=}
     * @param port RTP port
     * @param sessionId, version for {@code o=}; the version rises by one with every changed description
     * @param direction what we would like
     * @param crypto our part in encryption
     * @param codecs that may be agreed on
     */
    public record Local(
            String address,
            int port,
            long sessionId,
            long version,
            Direction direction,
            Crypto crypto,
            CodecPolicy codecs) {
        /** Of whatever codec comes. */
        public Local(String address, int port, long sessionId, long version, Direction direction, Crypto crypto) {
            this(address, port, sessionId, version, direction, crypto, CodecPolicy.DEFAULT);
        }

        /** Of plain audio. */
        public Local(String address, int port, long sessionId, long version, Direction direction) {
            this(address, port, sessionId, version, direction, Crypto.NONE);
        }

        /** The same with another direction. */
        public Local wishing(Direction other) {
            return new Local(address, port, sessionId, version, other, crypto, codecs);
        }

        /** The same with the next version. */
        public Local newer() {
            return new Local(address, port, sessionId, version + 1, direction, crypto, codecs);
        }
    }

    /** An answer and what it means for the media. */
    public record Answer(String sdp, RtpTarget target) {
        /** Without the description, which has our key. */
        @Override
        public String toString() {
            return "Answer[" + target + "]";
        }
    }

    /**
     * Answers an offer: the first audio m-line with a codec we have, the best by {@link Codecs}; every other m-line with
     * port 0; held offers mirrored.
     *
     * @param nat learn the source whatever the address
     * @throws SdpException 400 for what cannot be parsed, 488 for what cannot be shared
     */
    public static Answer answer(String offer, Local local, boolean nat) {
        Sdp sdp = SdpReader.read(offer);
        AudioLine audio = AudioLine.ofOffer(sdp, local.crypto(), new Codecs(local.codecs()));
        int dtmf = audio.dtmfType();
        RtpTarget target = target(audio, local, nat, audio.codec().payloadType(), dtmf);
        CryptoLine secured = audio.crypto();
        String crypto = secured == null ? "" : local.crypto().answer(secured);
        DtlsLine dtls = audio.dtls();
        if (dtls != null) {
            crypto = ours(dtls.target(), local, "passive");
        }
        StringBuilder answer = new StringBuilder(head(local));
        answer.append(dtls == null ? "" : DtlsLine.session(dtls.target(), dtls.bundled()));
        for (int i = 0; i < sdp.medias().size(); i++) {
            Sdp.Media line = sdp.medias().get(i);
            answer.append(i == audio.index() ? accepted(line, local, target, crypto) : refused(line, dtls != null));
        }
        return new Answer(answer.toString(), target);
    }

    private static String ours(DtlsTarget target, Local local, String setup) {
        DtlsLocal own = Objects.requireNonNull(local.crypto().dtls(), "DTLS is taken where we have it");
        return DtlsLine.ours(target, own, local, setup);
    }

    /**
     * The address that an offer names for the audio we would take; null where there is none, which {@link #answer} says
     * the reason of.
     *
     * @param policy, secure as in {@link Crypto}
     */
    public static @Nullable InetAddress audioAddress(
            String offer, SrtpPolicy policy, boolean secure, CodecPolicy codecs) {
        try {
            return AudioLine.ofOffer(SdpReader.read(offer), Crypto.looking(policy, secure), new Codecs(codecs))
                    .address();
        } catch (SdpException e) {
            return null;
        }
    }

    /** An offer of everything we have, or of {@code current}'s codec first when it renews a session. */
    public static String offer(Local local, @Nullable RtpTarget current) {
        PayloadTypes numbers = new PayloadTypes(current);
        List<Codec> codecs = codecs(local, current);
        List<Integer> clocks = codecs.stream().map(Codec::clockRate).distinct().collect(Collectors.toList());
        String types = Stream.concat(
                        codecs.stream().map(numbers::of), clocks.stream().map(numbers::ofEvents))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        StringBuilder offer = new StringBuilder(head(local));
        DtlsTarget dtls = current == null ? null : current.dtls();
        offer.append(dtls == null ? "" : DtlsLine.session(dtls, !dtls.mid().isEmpty()));
        offer.append("m=audio ")
                .append(local.port())
                .append(' ')
                .append(local.crypto().profile(current))
                .append(' ')
                .append(types)
                .append("\r\n");
        codecs.forEach(codec -> offer.append(rtpmap(codec, numbers.of(codec))));
        clocks.forEach(clock -> offer.append(events(numbers.ofEvents(clock), clock)));
        return offer.append(dtls == null ? local.crypto().offered(current) : ours(dtls, local, "actpass"))
                .append(tail(local.direction()))
                .toString();
    }

    /**
     * Reads the answer to our first offer.
     *
     * @throws SdpException 400 or 488 as {@link #answer}
     */
    public static RtpTarget accept(String answer, Local local, boolean nat) {
        return accept(answer, local, nat, null);
    }

    /**
     * Reads the answer to our offer.
     *
     * @param current what the offer was made with
     * @throws SdpException 400 or 488 as {@link #answer}
     */
    public static RtpTarget accept(String answer, Local local, boolean nat, @Nullable RtpTarget current) {
        AudioLine audio = AudioLine.ofAnswer(
                SdpReader.read(answer),
                local.crypto(),
                new Codecs(local.codecs()),
                local.crypto().profile(current));
        PayloadTypes numbers = new PayloadTypes(current);
        int dtmf = audio.dtmfType() < 0 ? -1 : numbers.ofEvents(audio.dtmfClockRate());
        return target(audio, local, nat, numbers.of(audio.codec().codec()), dtmf);
    }

    private static RtpTarget target(AudioLine audio, Local local, boolean nat, int ourType, int ourDtmfType) {
        InetAddress near = Literal.parse(local.address());
        DtlsLine dtls = audio.dtls();
        boolean checked = dtls != null && dtls.isIce(); // then no address counts but the one that is found
        if (!checked) {
            requireSameFamily(audio.address(), near);
        }
        boolean translated = near != null && Literal.isBehindNat(audio.address(), near);
        return new RtpTarget(
                audio.rtp(),
                audio.rtcp(),
                audio.codec().codec(),
                audio.codec().payloadType(),
                ourType,
                audio.dtmfType(),
                ourDtmfType,
                audio.dtmfClockRate(),
                audio.packetMillis(),
                audio.answeredBy(local.direction()),
                dtls == null && (nat || translated),
                audio.opus(),
                audio.keys(local.crypto()),
                dtls == null ? null : dtls.target());
    }

    /** A socket of one family does not reach the other; the old way to hold, {@code 0.0.0.0}, needs reach nobody. */
    private static void requireSameFamily(InetAddress far, @Nullable InetAddress near) {
        boolean ipv6 = near != null && near.getAddress().length == 16;
        if (near != null && far.getAddress().length != near.getAddress().length && !far.isAnyLocalAddress()) {
            throw new SdpException(
                    488,
                    "SDP: found an address of " + (ipv6 ? "IPv4" : "IPv6") + " for the audio, expected one of "
                            + (ipv6 ? "IPv6" : "IPv4") + ", as ours is");
        }
    }

    /** Ours in order of preference, the one in use first. */
    private static List<Codec> codecs(Local local, @Nullable RtpTarget current) {
        Stream<Codec> inUse = current == null ? Stream.of() : Stream.of(current.codec());
        return Stream.concat(inUse, new Codecs(local.codecs()).offered().stream())
                .distinct()
                .collect(Collectors.toList());
    }

    private static String head(Local local) {
        String address = (local.address().indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ") + local.address();
        return "v=0\r\no=- " + local.sessionId() + " " + local.version() + " " + address + "\r\ns=-\r\nc=" + address
                + "\r\nt=0 0\r\n";
    }

    private static String accepted(Sdp.Media line, Local local, RtpTarget target, String crypto) {
        int type = target.receivePayloadType();
        int dtmf = target.receiveDtmfPayloadType();
        String types = type + (dtmf >= 0 ? " " + dtmf : "");
        return "m=audio " + local.port() + " " + line.protocol() + " " + types + "\r\n"
                + rtpmap(target.codec(), type) + (dtmf >= 0 ? events(dtmf, target.dtmfClockRate()) : "") + crypto
                + tail(target.direction());
    }

    /** A browser looks for every m-line by its name, also for those that are refused (RFC 9143, section 7.3). */
    private static String refused(Sdp.Media line, boolean named) {
        String mid = named ? DtlsLine.mid(line) : "";
        return "m=" + line.kind() + " 0 " + line.protocol() + " " + String.join(" ", line.formats()) + "\r\n"
                + (mid.isEmpty() ? "" : "a=mid:" + mid + "\r\n");
    }

    private static String rtpmap(Codec codec, int payloadType) {
        String parameters = codec == Codec.OPUS ? "a=fmtp:" + payloadType + " " + OpusFormat.OURS + "\r\n" : "";
        return "a=rtpmap:" + payloadType + " " + codec.encoding() + "\r\n" + parameters;
    }

    private static String events(int payloadType, int clockRate) {
        return "a=rtpmap:" + payloadType + " " + AudioLine.EVENTS + clockRate + "\r\na=fmtp:" + payloadType
                + " 0-16\r\n";
    }

    private static String tail(Direction direction) {
        return "a=ptime:" + Audio.FRAME_MILLIS + "\r\na=" + direction.name().toLowerCase(Locale.ROOT) + "\r\n";
    }
}
