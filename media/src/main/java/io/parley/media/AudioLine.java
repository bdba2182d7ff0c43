package io.parley.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the audio line that we take of a session description means. */
final class AudioLine {
    static final int LAST_TYPE = 127;

    static final String EVENTS = "telephone-event/";

    private static final int MIN_PTIME = 10;
    private static final int MAX_PTIME = 60;

    /** A codec under the payload type that one side gave it. */
    record Numbered(Codec codec, int payloadType) {}

    private final Sdp sdp;
    private final Sdp.Media media;
    private final Numbered codec;
    private final int index;
    private final InetAddress address;
    private final @Nullable CryptoLine crypto;
    private final @Nullable DtlsLine dtls;

    private AudioLine(Sdp sdp, int index, Numbered codec, @Nullable CryptoLine crypto, @Nullable DtlsLine dtls) {
        this.sdp = sdp;
        this.media = sdp.medias().get(index);
        this.index = index;
        this.codec = codec;
        this.crypto = crypto;
        this.dtls = dtls;
        this.address = readAddress();
    }

    /**
     * The first audio line with a port, a profile we speak and a codec we have; of an offer, which leaves the choice to
     * us, with the codec that is better for the ear.
     *
     * @throws SdpException 488 when there is none, 400 when its address is missing
     */
    static AudioLine ofOffer(Sdp sdp, Crypto crypto, Codecs codecs) {
        return firstUsable(sdp, crypto, codecs, null);
    }

    /**
     * The same of an answer: the far end will send the codec that it names first (RFC 3264, section 6.1).
     *
     * @param offered profile, which the answer must have too (section 6)
     */
    static AudioLine ofAnswer(Sdp sdp, Crypto crypto, Codecs codecs, String offered) {
        return firstUsable(sdp, crypto, codecs, offered);
    }

    /** One that can be encrypted before one that cannot, where an offer has both. */
    private static AudioLine firstUsable(Sdp sdp, Crypto crypto, Codecs codecs, @Nullable String offered) {
        boolean ourChoice = offered == null;
        AudioLine plain = null;
        int audioLines = 0;
        for (int i = 0; i < sdp.medias().size(); i++) {
            Sdp.Media media = sdp.medias().get(i);
            if (!media.kind().equals("audio")) {
                continue;
            }
            audioLines++;
            boolean handshake = crypto.takesDtls() && DtlsLine.isThere(sdp, media);
            boolean live = media.port() > 0
                    && (handshake
                            ? offered == null || offered.equalsIgnoreCase(media.protocol())
                            : isOurs(media.protocol(), offered));
            Numbered codec = live ? shared(media, codecs, ourChoice) : null;
            DtlsLine agreed =
                    codec != null && handshake ? DtlsLine.read(sdp, media).orElse(null) : null;
            if (codec != null && agreed != null) {
                return new AudioLine(sdp, i, codec, null, agreed);
            }
            CryptoLine keys = codec == null ? null : ourChoice ? crypto.chosen(media) : crypto.accepted(media);
            if (codec != null && keys != null) {
                return new AudioLine(sdp, i, codec, keys, null);
            }
            boolean clear = isRtp(media.protocol(), Crypto.PLAIN) && !crypto.isRequired();
            plain = plain == null && codec != null && clear ? new AudioLine(sdp, i, codec, null, null) : plain;
        }
        if (plain != null) {
            return plain;
        }
        throw new SdpException(
                488,
                "SDP: found " + (audioLines == 0 ? "no audio" : audioLines + " audio line(s), none of them usable")
                        + ", expected " + (ourChoice ? profiles(crypto) : offered) + " with a port and one of "
                        + codecs.usable().stream().map(Codec::encoding).collect(Collectors.joining(", ")));
    }

    private static String profiles(Crypto crypto) {
        String secure = "RTP/SAVP or RTP/SAVPF with a=crypto" + (crypto.secure() ? "" : ", by TLS alone,");
        String plain = "RTP/AVP or RTP/AVPF";
        String handshake = crypto.takesDtls()
                ? "UDP/TLS/RTP/SAVP or UDP/TLS/RTP/SAVPF with a=fingerprint:sha-256, a=setup:active or actpass and,"
                        + " with ICE, a=rtcp-mux"
                : "";
        String alone = crypto.keys().isEmpty() && !handshake.isEmpty() ? handshake : secure;
        return crypto.isRequired() ? alone : crypto.isPossible() ? plain + ", or " + secure : plain;
    }

    /** Either, or in an answer the one that was offered: plain audio in answer to encrypted is no answer. */
    private static boolean isOurs(String protocol, @Nullable String offered) {
        boolean plain = isRtp(protocol, Crypto.PLAIN);
        boolean secure = isRtp(protocol, Crypto.SECURE);
        return offered == null
                ? plain || secure
                : plain && isRtp(offered, Crypto.PLAIN) || secure && isRtp(offered, Crypto.SECURE);
    }

    /** A feedback profile is the other with messages that we need not send. */
    private static boolean isRtp(String protocol, String profile) {
        return protocol.equalsIgnoreCase(profile) || protocol.equalsIgnoreCase(profile + "F");
    }

    private static @Nullable Numbered shared(Sdp.Media media, Codecs codecs, boolean ourChoice) {
        List<Codec> usable = codecs.usable();
        Numbered first = null;
        for (String format : media.formats()) {
            String mapped = media.ofFormat("rtpmap", format);
            for (Codec codec : usable) {
                boolean better = first == null || ourChoice && codecs.rank(codec) < codecs.rank(first.codec());
                if (better && isCodec(format, mapped, codec)) {
                    first = new Numbered(codec, SdpReader.number(format, 0, LAST_TYPE, "payload type"));
                }
            }
        }
        return first;
    }

    /** By its mapping, or by its static number where there is none (RFC 3551, section 6). */
    private static boolean isCodec(String format, @Nullable String mapped, Codec codec) {
        return mapped == null
                ? codec.staticPayloadType() >= 0 && format.equals(Integer.toString(codec.staticPayloadType()))
                : isEncoding(mapped, codec.encoding());
    }

    /** {@code PCMU/8000}, whatever the case, with or without {@code /1} for one channel. */
    private static boolean isEncoding(String mapped, String encoding) {
        boolean begins = mapped.regionMatches(true, 0, encoding, 0, encoding.length());
        String rest = begins ? mapped.substring(encoding.length()) : "";
        return begins && (rest.isEmpty() || rest.equals("/1") && encoding.indexOf('/') == encoding.lastIndexOf('/'));
    }

    /** Its place among the m-lines. */
    int index() {
        return index;
    }

    Numbered codec() {
        return codec;
    }

    /** The far end's number for telephone-events, -1 where it has none that we take. */
    int dtmfType() {
        int fitting = dtmfType(codec.codec().clockRate());
        return fitting >= 0 ? fitting : dtmfType(Codec.PCMU.clockRate());
    }

    /**
     * Ticks of an event's duration. The audio's own clock (RFC 4733, section 2.1); or else the telephone's, which many a
     * far end has beside Opus alone.
     */
    int dtmfClockRate() {
        Codec own = codec.codec();
        return dtmfType(own.clockRate()) >= 0 || dtmfType() < 0 ? own.clockRate() : Codec.PCMU.clockRate();
    }

    private int dtmfType(int clockRate) {
        for (String format : media.formats()) {
            String mapped = media.ofFormat("rtpmap", format);
            if (mapped != null && isEncoding(mapped, EVENTS + clockRate)) {
                return SdpReader.number(format, 0, LAST_TYPE, "payload type");
            }
        }
        return -1;
    }

    /** How the far end would like Opus. */
    OpusFormat opus() {
        return OpusFormat.read(media.ofFormat("fmtp", Integer.toString(codec.payloadType())));
    }

    /** How it is encrypted; null where it is not. */
    @Nullable
    CryptoLine crypto() {
        return crypto;
    }

    /** How its keys are made; null where they are not. */
    @Nullable
    DtlsLine dtls() {
        return dtls;
    }

    /** The keys of both sides. */
    @Nullable
    SrtpKeys keys(Crypto ours) {
        return crypto == null ? null : ours.keys(crypto, media.protocol());
    }

    InetAddress address() {
        return address;
    }

    InetSocketAddress rtp() {
        return new InetSocketAddress(address, media.port());
    }

    private InetAddress readAddress() {
        String own = media.connection();
        String text = own != null ? own : sdp.connection();
        if (text == null) {
            throw new SdpException(400, "SDP: found no c= for the audio, expected one there or for the session");
        }
        InetAddress literal = Literal.parse(text);
        if (dtls != null && dtls.isIce() && (literal == null || literal.isMulticastAddress())) {
            return new InetSocketAddress(0).getAddress(); // it does not count
        }
        if (literal == null) {
            throw new SdpException(
                    488, "SDP: found c= with '" + SdpReader.shorten(text) + "', expected a literal IP address");
        }
        if (literal.isMulticastAddress() || text.equals("255.255.255.255")) {
            throw new SdpException(
                    488, "SDP: found c= with '" + SdpReader.shorten(text) + "', expected the address of one host");
        }
        return literal;
    }

    /** {@code a=rtcp:port [IN IP4 address]} (RFC 3605); null where the port above is meant. */
    @Nullable
    InetSocketAddress rtcp() {
        String value = media.attribute("rtcp");
        if (value == null || value.isEmpty()) {
            return null;
        }
        String[] words = value.split(" +");
        int port = SdpReader.number(words[0], 1, 65_535, "a=rtcp port");
        InetAddress own = words.length >= 4 ? Literal.parse(words[3]) : null;
        // The same port means multiplexing, which is agreed on by a=rtcp-mux or not at all.
        return port == media.port() ? null : new InetSocketAddress(own != null ? own : address, port);
    }

    /** What the far end would like to receive, within what we send: a multiple of 10 ms. */
    int packetMillis() {
        int wanted = millis("ptime", Audio.FRAME_MILLIS);
        int most = millis("maxptime", MAX_PTIME);
        int bounded = Math.max(MIN_PTIME, Math.min(Math.min(wanted, most), MAX_PTIME));
        return codec.codec().packetMillis(bounded / MIN_PTIME * MIN_PTIME);
    }

    /** Some write fractions; what is no number at all is only a wish, so the usual value does. */
    private int millis(String name, int otherwise) {
        String value = media.attribute(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return (int) Float.parseFloat(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Our direction: what they want to receive we may send, and the other way round, as far as we would like to. */
    Direction answeredBy(Direction wish) {
        Direction theirs = direction();
        // RFC 3264, section 8.4: the old way to put on hold, "send me nothing".
        boolean heldByAddress = address.isAnyLocalAddress() && (dtls == null || !dtls.isIce());
        boolean send = theirs.receives() && !heldByAddress && wish.sends();
        boolean receive = theirs.sends() && wish.receives();
        if (send) {
            return receive ? Direction.SENDRECV : Direction.SENDONLY;
        }
        return receive ? Direction.RECVONLY : Direction.INACTIVE;
    }

    private Direction direction() {
        List<String> attributes = media.attributes();
        for (int i = attributes.size() - 1; i >= 0; i--) {
            Direction said = SdpReader.direction(attributes.get(i));
            if (said != null) {
                return said;
            }
        }
        Direction session = sdp.direction();
        return session != null ? session : Direction.SENDRECV;
    }
}
