package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Session descriptions, <a href="https://www.rfc-editor.org/rfc/rfc8866#section-5">RFC 8866, section 5</a>. */
@Timeout(10)
class SdpReaderTest {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.5\r\ns=-\r\nc=IN IP4 192.0.2.5\r\nt=0 0\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r", "\r\n\r\n"})
    void takesEveryLineEnd(String end) {
        Sdp sdp = SdpReader.read((HEAD + "m=audio 4000 RTP/AVP 0 8\r\na=x:1").replace("\r\n", end));

        assertThat(sdp.connection()).isEqualTo("192.0.2.5");
        assertThat(sdp.medias().get(0).formats()).containsExactly("0", "8");
        assertThat(sdp.medias().get(0).attribute("x")).isEqualTo("1");
    }

    @Test
    void attributesBelongToTheirLine() {
        Sdp sdp = SdpReader.read(HEAD + "a=s:0\r\nm=audio 1 RTP/AVP 0\r\na=a:1\r\nm=video 2 RTP/AVP 96\r\na=b:2\r\n");

        assertThat(sdp.medias().get(0).attributes()).containsExactly("a:1");
        assertThat(sdp.medias().get(1).attributes()).containsExactly("b:2");
    }

    @Test
    void unknownLinesAreSkipped() {
        String strange = "z=0 0\r\nb=AS:64\r\ni=hello\r\nk=prompt\r\nm=audio 4000/2 RTP/AVP 0\r\ni=x\r\nb=TIAS:9\r\n";
        Sdp sdp = SdpReader.read(HEAD + strange);

        assertThat(sdp.medias()).hasSize(1);
        assertThat(sdp.medias().get(0).port()).isEqualTo(4000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                   | an empty session description",
                "hello                                | as the first line, expected v=0",
                "v=1                                  | as the first line, expected v=0",
                "v=0~no line                          | expected a line of the form x=",
                "v=0~1=x                              | expected a line of the form x=",
                "v=0~m=audio 1 RTP/AVP                | m=<media> <port> <proto> <fmt>",
                "v=0~m=audio 65536 RTP/AVP 0          | port '65536', expected a number from 0 to 65535",
                "v=0~m=audio -1 RTP/AVP 0             | port '-1'",
                "v=0~m=audio 99999999999 RTP/AVP 0    | port '99999999999'",
                "v=0~c=IN IP4                         | c=IN IP4 <address>",
                "v=0~c=IN IP9 1.2.3.4                 | c=IN IP4 <address>",
                "v=0~c=IN IP4 1.2.3.4 5               | c=IN IP4 <address>"
            })
    void saysWhatItFoundAndWhatItExpected(String text, String message) {
        assertThatThrownBy(() -> SdpReader.read(text.trim().replace("~", "\r\n")))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageContaining(message.trim());
    }

    @Test
    void neverEchoesControlCharactersIntoALog() {
        assertThatThrownBy(() -> SdpReader.read("v=0\r\n\u001b[31m" + "x".repeat(500)))
                .hasMessageNotContaining("\u001b")
                .message()
                .hasSizeLessThan(200);
    }

    @Test
    void readsAsManyCharactersAsAllowedAndNotOneMore() {
        String head = HEAD + "i=";
        String most = head + "x".repeat(SdpReader.MAX_CHARACTERS - head.length());

        assertThat(SdpReader.read(most).medias()).isEmpty();
        assertBad(most + "x", "8193 characters, expected at most 8192");
    }

    @Test
    void readsAsManyMediasAsAllowedAndNotOneMore() {
        String line = "m=audio 1 RTP/AVP 0\r\n";

        assertThat(SdpReader.read(HEAD + line.repeat(SdpReader.MAX_MEDIAS)).medias())
                .hasSize(SdpReader.MAX_MEDIAS);
        assertBad(HEAD + line.repeat(SdpReader.MAX_MEDIAS + 1), "more than 64 m-lines");
    }

    @Test
    void readsAsManyAttributesAsAllowedAndNotOneMore() {
        String head = HEAD + "m=audio 1 RTP/AVP 0\r\n";

        assertThat(SdpReader.read(head + "a=x\r\n".repeat(SdpReader.MAX_ATTRIBUTES))
                        .medias())
                .hasSize(1);
        assertBad(head + "a=x\r\n".repeat(SdpReader.MAX_ATTRIBUTES + 1), "more than 256 attributes");
    }

    @Test
    void readsAsManyFormatsAsAllowedAndNotOneMore() {
        assertThat(SdpReader.read(HEAD + "m=audio 1 RTP/AVP" + " 0".repeat(SdpReader.MAX_FORMATS))
                        .medias())
                .hasSize(1);
        assertBad(HEAD + "m=audio 1 RTP/AVP" + " 0".repeat(SdpReader.MAX_FORMATS + 1), "65 formats");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverComesIsReadOrRefusedButNothingElse(long seed) {
        Random random = new Random(seed);
        OfferAnswer.Local local = new OfferAnswer.Local("203.0.113.1", 20_000, 1, 1, Direction.SENDRECV);
        String good = HEAD
                + "m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=rtcp:5000\r\na=ptime:20\r\n";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int edits = random.nextInt(6) + 1; edits > 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, text.substring(Math.max(0, at - random.nextInt(20)), at));
                }
            }
            try {
                assertThat(OfferAnswer.answer(text.toString(), local, false).sdp())
                        .startsWith("v=0\r\n");
            } catch (SdpException e) {
                assertThat(e.status()).as(text.toString()).isIn(400, 488);
            }
        }
    }

    private static void assertBad(String text, String message) {
        assertThatThrownBy(() -> SdpReader.read(text)).hasMessageContaining(message);
    }
}
