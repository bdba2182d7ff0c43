package io.parley.sip;

import static io.parley.testkit.FuzzTarget.expect;

import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import java.util.List;

/** Bodies of INFO and NOTIFY, and of several parts, whose boundary is the first line. */
final class SipBodyFuzz implements FuzzTarget {
    private static final List<String> DIGITS =
            List.of("", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "A", "B", "C", "D");

    @Override
    public void accept(byte[] input) {
        String body = FuzzText.utf8(input);
        expect(DIGITS.contains(DtmfBody.digits("dtmf-relay", body)), () -> "no digit");
        expect(DIGITS.contains(DtmfBody.digits("dtmf", body)), () -> "no digit");
        expect(DtmfBody.digits("plain", body) == null, () -> "a digit in a type that has none");
        int status = SipFrag.status(body);
        expect(status == 0 || status >= 100 && status <= 699, () -> "status " + status);
        int line = body.indexOf('\n');
        if (line > 0) {
            String boundary = body.substring(0, line);
            String part = Bodies.sdpPart(body.substring(line + 1), boundary);
            expect(part == null || !part.contains("--" + boundary), () -> "a part that goes beyond its boundary");
        }
    }
}
