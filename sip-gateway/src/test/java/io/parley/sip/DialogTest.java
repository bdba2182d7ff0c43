package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.address.SipUri;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a dialog says of itself. */
@Timeout(20)
class DialogTest {
    private static Dialog dialog(String callId, String target) {
        return new Dialog(callId, "<sip:a@b>", "ours", "<sip:c@d>", "theirs", target, List.of(), 1, 1);
    }

    /** RFC 3891, section 6.1: whoever is referred sends Replaces to the far end, whose own tag is the to-tag. */
    @Test
    void tellsWhoTakesOurPlaceWhatToReplace() throws Exception {
        String referTo =
                dialog("12@192.0.2.1", "sip:bob@192.0.2.2;transport=tcp").replaced();

        SipUri uri = (SipUri) new AddressFactoryImpl().createURI(referTo);
        assertThat(referTo).startsWith("sip:bob@192.0.2.2;transport=tcp?");
        assertThat(URLDecoder.decode(uri.getHeader("Replaces"), StandardCharsets.US_ASCII))
                .isEqualTo("12@192.0.2.1;to-tag=theirs;from-tag=ours");
    }

    /** A Call-ID may hold much that means something else in a URI. */
    @Test
    void escapesWhatACallIdMayHold() {
        assertThat(dialog("a?b&c=d+e%f/g", "sip:bob@192.0.2.2").replaced())
                .isEqualTo("sip:bob@192.0.2.2?Replaces=a%3Fb%26c%3Dd%2Be%25f%2Fg%3Bto-tag%3Dtheirs%3Bfrom-tag%3Dours");
    }

    @Test
    void keepsTheHeadersThatTheTargetHas() {
        assertThat(dialog("1", "sip:bob@192.0.2.2?Subject=x").replaced())
                .isEqualTo("sip:bob@192.0.2.2?Subject=x&Replaces=1%3Bto-tag%3Dtheirs%3Bfrom-tag%3Dours");
    }
}
