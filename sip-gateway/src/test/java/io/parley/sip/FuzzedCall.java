package io.parley.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.parley.config.Trunk;
import io.parley.config.TrunkPolicy;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/**
 * What a call does with a message that was let in: reads it, answers it in every way, sends requests along the dialog that
 * it asks for. Whatever we send must itself be sound, and have no header that we did not write.
 */
final class FuzzedCall {
    private static final List<Integer> STATUSES = List.of(100, 180, 200, 302, 400, 481, 487, 500, 603);
    private static final Set<String> OURS = Set.of(
            "via",
            "from",
            "to",
            "call-id",
            "cseq",
            "contact",
            "record-route",
            "route",
            "max-forwards",
            "server",
            "user-agent",
            "allow",
            "accept",
            "accept-encoding",
            "supported",
            "unsupported",
            "warning",
            "timestamp",
            "refer-to",
            "referred-by",
            "content-type",
            "content-length");
    private static final Path PATH = new Path(null, "udp", FuzzedSip.PEER, "192.0.2.4", 5_060);
    private static final Dialog CALLING =
            new Dialog("1@192.0.2.4", "<sip:parley@192.0.2.4>", "ours", "<sip:a@b>", "", "sip:a@b", List.of(), 1, -1);

    private static final Trunk TRUNK =
            new Trunk("trunk", List.of(), false, 503).with(new TrunkPolicy(true, List.of("X-Customer"), 0, false));

    private final Messages messages;

    FuzzedCall(Messages messages) {
        this.messages = messages;
    }

    /** A request that passed the valve. */
    void accepted(SIPRequest request) {
        request.getMergeId();
        request.getDialogId(true);
        reread(request);
        EventReader.inDialog(new Incoming(request, null, PATH));
        EventReader.ack(request);
        Dialogs.user(request);
        Dialogs.info("id", request, TRUNK, Instant.EPOCH);
        StackEvents.inviteKey(request);
        Replaces.read(OtherFields.of(request));
        Referral.read(OtherFields.of(request));
        for (int status : STATUSES) {
            answer(request, status);
        }
        along(Dialogs.asked(request, "ours"));
        expectAnswer(((SIPRequest) request.clone()).createResponse(200).encodeAsBytes("udp"), request);
    }

    private void answer(SIPRequest request, int status) {
        try {
            SIPResponse response = messages.response(
                    request,
                    status,
                    "ours",
                    status < 300 ? messages.contact(Dialogs.user(request), PATH) : null,
                    List.of(Answers.ALLOW, Answers.ACCEPT),
                    status == 200 ? "v=0\r\n" : null);
            expectAnswer(response.encodeAsBytes("udp"), request);
        } catch (ParseException e) {
            throw new AssertionError("a request that cannot be answered with " + status, e);
        }
    }

    /** A response that passed the valve. */
    void answered(SIPResponse response) {
        if (!response.getCSeq().getMethod().equals("INVITE")) {
            return;
        }
        reread(response);
        if (EventReader.invite(response, response.getCSeq().getSeqNumber()) instanceof CallEvent.Success success) {
            along(CALLING.established(success.remoteTag(), success.target(), success.recordRoutes()));
        }
    }

    /** Requests within the dialog; where its target or route is none that we can follow, there are none. */
    private void along(Dialog dialog) {
        try {
            messages.nextHop(dialog);
            request(messages.ack(dialog, 1, PATH, List.of()), dialog);
            request(messages.request("BYE", dialog, PATH, List.of()), dialog);
            List<Header> refer =
                    List.of(new Header("Refer-To", "<sip:desk@192.0.2.9>"), new Header("Referred-By", dialog.local()));
            request(messages.request("REFER", dialog, PATH, refer), dialog);
        } catch (ParseException | InvalidArgumentException e) {
            // The call hears that it cannot be sent.
        }
    }

    private static void request(SIPRequest request, Dialog dialog) {
        byte[] bytes = request.encodeAsBytes("udp");
        RawMessage raw = RawMessage.scan(bytes);
        Flaw flaw = RawChecks.request(raw, bytes.length - raw.headerEnd());
        expect(flaw == null || flaw.status() == 513, flaw, bytes);
        expectOurs(raw, bytes);
        expect(parsed(bytes) instanceof SIPRequest, "no request", bytes);
        SIPRequest again = (SIPRequest) parsed(bytes);
        int routes =
                again.getRouteHeaders() == null ? 0 : again.getRouteHeaders().size();
        expect(routes == dialog.routes().size(), "routes: " + dialog.routes(), bytes);
        boolean headers = again.getRequestURI() instanceof SipURI uri
                && uri.getHeaderNames().hasNext();
        expect(!headers, "headers in the Request-URI", bytes);
    }

    /** An answer of ours: a response that we would take ourselves, along the same way, in the same call. */
    void expectAnswer(byte[] bytes, SIPMessage to) {
        RawMessage raw = RawMessage.scan(bytes);
        expectOurs(raw, bytes);
        if (to.getApplicationData() instanceof Refusal) {
            return; // copied byte for byte, it is as wrong as the request was
        }
        Flaw flaw = RawChecks.response(raw, bytes.length - raw.headerEnd());
        expect(flaw == null || flaw.status() == 513, flaw, bytes);
        SIPMessage answer = parsed(bytes);
        expect(answer instanceof SIPResponse, "no response", bytes);
        expect(answer.getViaHeaders().size() == to.getViaHeaders().size(), "another way back", bytes);
        expect(answer.getCallId().getCallId().equals(to.getCallId().getCallId()), "another call", bytes);
        expect(answer.getCSeq().getSeqNumber() == to.getCSeq().getSeqNumber(), "another request", bytes);
    }

    private static void expectOurs(RawMessage raw, byte[] bytes) {
        Set<String> names = new HashSet<>();
        raw.fields().forEach(field -> names.add(field.name()));
        names.removeAll(OURS);
        expect(names.isEmpty(), "headers that we did not write: " + names, bytes);
    }

    /** The stack keeps some messages as bytes and reads them again. */
    private static void reread(SIPMessage message) {
        byte[] bytes = message.encodeAsBytes("udp");
        expect(parsed(bytes) != null, "cannot be read again", bytes);
    }

    private static @Nullable SIPMessage parsed(byte[] bytes) {
        try {
            return new StringMsgParser().parseSIPMessage(bytes, true, false, null);
        } catch (ParseException e) {
            throw new AssertionError("does not parse: " + e.getMessage() + "\n" + text(bytes), e);
        }
    }

    private static void expect(boolean holds, @Nullable Object what, byte[] message) {
        if (!holds) {
            throw new AssertionError(what + "\n" + text(message));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
