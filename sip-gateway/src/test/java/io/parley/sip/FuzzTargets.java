package io.parley.sip;

import io.parley.testkit.FuzzTarget;
import java.util.List;

/** What of this module has to bear any input. */
final class FuzzTargets {
    static final List<FuzzTarget> ALL =
            List.of(new SipMessageFuzz(), new SipHeadersFuzz(), new SipStreamFuzz(), new SipBodyFuzz());

    private FuzzTargets() {}
}
