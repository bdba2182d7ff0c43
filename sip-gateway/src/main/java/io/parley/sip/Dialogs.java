package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import io.parley.agent.CallInfo;
import io.parley.agent.Signalling;
import io.parley.config.Trunk;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** Reads out of a message what makes a dialog and a call. Pure. */
final class Dialogs {
    private Dialogs() {}

    /** The dialog that an INVITE of theirs asks for (RFC 3261, section 12.1.1). */
    static Dialog asked(SIPRequest invite, String localTag) {
        String contact = EventReader.contact(invite);
        return new Dialog(
                invite.getCallId().getCallId(),
                invite.getTo().getAddress().toString(),
                localTag,
                invite.getFrom().getAddress().toString(),
                invite.getFromTag() == null ? "" : invite.getFromTag(),
                contact == null ? invite.getFrom().getAddress().getURI().toString() : contact,
                EventReader.recordRoutes(invite),
                0,
                invite.getCSeq().getSeqNumber());
    }

    static CallInfo info(String id, SIPRequest invite, Trunk trunk, Instant now) {
        Address from = invite.getFrom().getAddress();
        Signalling signalling = SignallingReader.read(OtherFields.of(invite), trunk.policy());
        boolean withheld = signalling.withheld();
        return new CallInfo(
                id,
                true,
                number(invite.getRequestURI()),
                withheld ? CallInfo.WITHHELD : number(from.getURI()),
                withheld ? null : from.getDisplayName(),
                trunk.name(),
                now,
                signalling);
    }

    /** User part of the Request-URI as it stands there, for our Contact. */
    static @Nullable String user(SIPRequest request) {
        return request.getRequestURI() instanceof SipURI sip ? sip.getUser() : null;
    }

    /** What was dialled, or who calls: escapes undone, parameters of a telephone number left out. */
    static String number(URI uri) {
        if (uri instanceof TelURL tel) {
            return (tel.isGlobal() ? "+" : "") + tel.getPhoneNumber();
        }
        String user = uri instanceof SipURI sip && sip.getUser() != null ? sip.getUser() : "";
        int parameters = user.indexOf(';');
        String bare = parameters < 0 ? user : user.substring(0, parameters);
        try {
            // A form would read + as a blank.
            return URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return bare;
        }
    }
}
