package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.address.SipUri;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a caller is sent who takes our place in another call. */
@Timeout(20)
class DialogTest {
    private final Messages messages = new Messages(new Identifiers(new Random(1), () -> 0), "Parley/1");

    private String replaced(String callId, String target) throws Exception {
        Dialog dialog = new Dialog(callId, "<sip:a@b>", "ours", "<sip:c@d>", "theirs", target, List.of(), 1, 1);
        return messages.replaced(dialog, InetAddress.getByName("192.0.2.2"));
    }

    /** RFC 3891, section 6.1: whoever is referred sends Replaces to the far end, whose own tag is the to-tag. */
    @Test
    void isToldWhatToReplace() throws Exception {
        String referTo = replaced("12@192.0.2.1", "sip:bob@192.0.2.2:5070;transport=tcp");

        SipUri uri = (SipUri) new AddressFactoryImpl().createURI(referTo);
        assertThat(referTo).startsWith("sip:bob@192.0.2.2:5070;transport=tcp?");
        assertThat(URLDecoder.decode(uri.getHeader("Replaces"), StandardCharsets.US_ASCII))
                .isEqualTo("12@192.0.2.1;to-tag=theirs;from-tag=ours");
    }

    /** A Call-ID may hold much that means something else in a URI. */
    @Test
    void aCallIdIsEscaped() throws Exception {
        assertThat(replaced("a?b&c=d+e%f/g", "sip:bob@192.0.2.2"))
                .isEqualTo("sip:bob@192.0.2.2?Replaces=a%3Fb%26c%3Dd%2Be%25f%2Fg%3Bto-tag%3Dtheirs%3Bfrom-tag%3Dours");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:bob@192.0.2.2;user=phone;x=y, sip:bob@192.0.2.2",
        "sip:bob:secret@192.0.2.2, sip:bob@192.0.2.2",
        "sip:192.0.2.2;transport=udp, sip:192.0.2.2",
        "sip:bob@192.0.2.2?Subject=x, sip:bob@192.0.2.2",
    })
    void nothingElseOfAContactGoesAlong(String contact, String place) throws Exception {
        assertThat(replaced("1", contact)).startsWith(place + "?Replaces=").doesNotContain("&");
    }

    /** The far end could have the caller's side dial what it likes. */
    @ParameterizedTest
    @ValueSource(strings = {"sip:+900123@192.0.2.3", "sip:bob@example.org"})
    void nobodyIsSentElsewhere(String contact) throws Exception {
        assertThat(replaced("1", contact)).isNull();
    }
}
