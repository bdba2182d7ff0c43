package io.parley.media;

import static io.parley.media.OfferAnswerTest.HEAD;
import static io.parley.media.OfferAnswerTest.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.CodecName;
import io.parley.config.CodecPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opus in offers and answers, <a href="https://www.rfc-editor.org/rfc/rfc7587">RFC 7587</a>, sections 6 and 7. */
@Timeout(10)
class OpusOfferTest {
    private static final String EVENTS = "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n";
    private static final String WIDE_EVENTS = "a=rtpmap:110 telephone-event/48000\r\n";
    private static final String BROWSER = HEAD + "m=audio 4000 RTP/AVP 111 9 0 8 110 101\r\n"
            + "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n" + WIDE_EVENTS + EVENTS;

    @Test
    void aBrowserGetsOpusWithEventsOfTheSameClock() {
        OfferAnswer.Answer answer = OfferAnswer.answer(BROWSER, LOCAL, false);

        assertThat(answer.sdp())
                .contains("m=audio 20000 RTP/AVP 111 110\r\na=rtpmap:111 opus/48000/2\r\n"
                        + "a=fmtp:111 useinbandfec=1;maxplaybackrate=16000;sprop-maxcapturerate=16000;stereo=0\r\n"
                        + "a=rtpmap:110 telephone-event/48000\r\na=fmtp:110 0-16\r\na=ptime:20\r\n");
        RtpTarget target = answer.target();
        assertThat(target.codec()).isEqualTo(Codec.OPUS);
        assertThat(target.payloadType()).isEqualTo(111);
        assertThat(target.dtmfPayloadType()).isEqualTo(110);
        assertThat(target.dtmfClockRate()).isEqualTo(48_000);
        assertThat(target.opus().fec()).isTrue();
        assertThat(target.opus().dtx()).isFalse();
    }

    /** Many a telephone has them so, and has no others. */
    @Test
    void eventsOfTheTelephonesClockAreTakenWhereThereAreNoOthers() {
        RtpTarget target = target("m=audio 4000 RTP/AVP 96 101\r\na=rtpmap:96 opus/48000/2\r\n" + EVENTS);

        assertThat(target.codec()).isEqualTo(Codec.OPUS);
        assertThat(target.dtmfPayloadType()).isEqualTo(101);
        assertThat(target.dtmfClockRate()).isEqualTo(8_000);
    }

    /** Both are wideband, so the caller's order counts: a PBX that lists G.722 first would have to recode for Opus. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"111 9 0, OPUS", "9 111 0, G722", "0 111 9, OPUS", "0 8 111, OPUS"})
    void amongWidebandCodecsTheCallersOrderCounts(String formats, Codec chosen) {
        RtpTarget target = target("m=audio 4000 RTP/AVP " + formats + "\r\na=rtpmap:111 opus/48000/2\r\n");

        assertThat(target.codec()).isEqualTo(chosen);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"PCMA OPUS, PCMA", "OPUS PCMA, OPUS", "G722, G722", "PCMU G722 OPUS, PCMU"})
    void aConfiguredOrderIsKept(String order, Codec chosen) {
        RtpTarget target = OfferAnswer.answer(BROWSER, local(order), false).target();

        assertThat(target.codec()).isEqualTo(chosen);
    }

    @Test
    void whatIsNotConfiguredIsNotShared() {
        assertThatThrownBy(() -> OfferAnswer.answer(HEAD + "m=audio 4000 RTP/AVP 9 0\r\n", local("OPUS PCMA"), false))
                .isInstanceOf(SdpException.class)
                .hasMessageEndingWith("one of opus/48000/2, PCMA/8000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opus/48000",
                "opus/48000/1",
                "opus/16000/2",
                "opus/48000/2/1",
                "opus/48000/200",
                "opus/480000/2",
                "opus",
                "opus/-48000/2",
                "xopus/48000/2"
            })
    void whatIsMappedOtherwiseIsNotOpus(String mapped) {
        RtpTarget target = target("m=audio 4000 RTP/AVP 111 0\r\na=rtpmap:111 " + mapped + "\r\n");

        assertThat(target.codec()).isEqualTo(Codec.PCMU);
    }

    /** It has no number of its own (section 6.1), and no number is below 0. */
    @Test
    void withoutMappingNothingIsOpus() {
        assertThat(target("m=audio 4000 RTP/AVP 111 -1 0\r\n").codec()).isEqualTo(Codec.PCMU);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "maxaveragebitrate=20000, 20000",
                "maxaveragebitrate=1, 6000",
                "maxaveragebitrate=0, 6000",
                "maxaveragebitrate=-1, 510000",
                "maxaveragebitrate=99999999999999999999, 510000",
                "maxaveragebitrate=510001, 510000",
                "maxaveragebitrate=1e9, 510000",
                "maxaveragebitrate=, 510000",
                "maxaveragebitrate, 510000",
                "\"; ;=;maxaveragebitrate = 20000 ;\", 20000",
                "MaxAverageBitrate=20000, 20000"
            })
    void aBitrateIsTakenWithinWhatOpusKnows(String parameters, int bitrate) {
        assertThat(OpusFormat.read(parameters).bitrate()).isEqualTo(bitrate);
    }

    @Test
    void parametersAreReadWhateverElseIsThere() {
        OpusFormat format = OpusFormat.read("stereo=1; x; usedtx=1;cbr=1; maxplaybackrate=8000;ptime=3;useinbandfec=2");

        assertThat(format).isEqualTo(new OpusFormat(false, true, true, 510_000, 8_000));
        assertThat(OpusFormat.read(null)).isEqualTo(OpusFormat.DEFAULT);
    }

    /** Section 7: a packet time that is none of Opus's own is answered by the next shorter one. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ptime:10, 10",
        "ptime:40, 40",
        "ptime:60, 60",
        "ptime:120, 60",
        "ptime:30, 20",
        "ptime:3, 10",
        "ptime:50, 40",
        "ptime:x, 20",
        "maxptime:10, 10"
    })
    void packetTimesAreThoseOfOneFrame(String attribute, int millis) {
        RtpTarget target = target("m=audio 4000 RTP/AVP 111\r\na=rtpmap:111 opus/48000/2\r\na=" + attribute + "\r\n");

        assertThat(target.ptimeMillis()).isEqualTo(millis);
    }

    @Test
    void ourOffersHaveOpusWhereItIsConfigured() {
        assertThat(OfferAnswer.offer(local("OPUS PCMU"), null))
                .contains(
                        "m=audio 20000 RTP/AVP 111 0 110 101\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1")
                .contains("a=rtpmap:110 telephone-event/48000\r\na=fmtp:110 0-16\r\n"
                        + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n");
        assertThat(OfferAnswer.offer(LOCAL, null)).doesNotContain("opus");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"96 100, telephone-event/48000, 110, 48000", "96 100, telephone-event/8000, 101, 8000"})
    void theEventsThatAreAnsweredHaveTheNumberThatWeOfferedThemUnder(String types, String events, int ours, int clock) {
        RtpTarget target = OfferAnswer.accept(
                HEAD + "m=audio 4000 RTP/AVP " + types + "\r\na=rtpmap:96 OPUS/48000/2\r\na=rtpmap:100 " + events
                        + "\r\n",
                local("OPUS PCMU"),
                false);

        assertThat(target.codec()).isEqualTo(Codec.OPUS);
        assertThat(target.receivePayloadType()).isEqualTo(111);
        assertThat(target.dtmfPayloadType()).isEqualTo(100);
        assertThat(target.receiveDtmfPayloadType()).isEqualTo(ours);
        assertThat(target.dtmfClockRate()).isEqualTo(clock);
    }

    /** RFC 3264, section 8.3.2: a number keeps its meaning; so another format must not get it. */
    @ParameterizedTest
    @CsvSource({"111, 110", "110, 111", "101, 111", "101, 110", "111, 101", "96, 101"})
    void aRenewedOfferGivesNoNumberTwice(int codec, int events) {
        RtpTarget current = OfferAnswer.answer(
                        HEAD + "m=audio 4000 RTP/AVP " + codec + " " + events + "\r\na=rtpmap:" + codec
                                + " PCMA/8000\r\na=rtpmap:" + events + " telephone-event/8000\r\n",
                        local("OPUS PCMA"),
                        false)
                .target();

        String offer = OfferAnswer.offer(local("OPUS PCMA"), current);

        List<String> types = offer.lines()
                .filter(line -> line.startsWith("m="))
                .flatMap(line -> List.of(line.split("RTP/AVP ")[1].split(" ")).stream())
                .toList();
        assertThat(types).doesNotHaveDuplicates().hasSize(4).startsWith(String.valueOf(codec));
        assertThat(offer).contains("a=rtpmap:" + events + " telephone-event/8000\r\n");
    }

    private static OfferAnswer.Local local(String order) {
        List<CodecName> names =
                List.of(order.split(" ")).stream().map(CodecName::valueOf).toList();
        return new OfferAnswer.Local(
                LOCAL.address(), LOCAL.port(), 42, 7, Direction.SENDRECV, Crypto.NONE, new CodecPolicy(names));
    }

    private static RtpTarget target(String media) {
        return OfferAnswerTest.target(HEAD + media);
    }
}
