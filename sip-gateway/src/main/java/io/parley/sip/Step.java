package io.parley.sip;

import java.util.ArrayList;
import java.util.List;

/** Where a call goes and what it does on the way. */
record Step(CallState next, List<CallAction> actions) {

    static Step stay(CallState state, CallAction... actions) {
        return new Step(state, List.of(actions));
    }

    static Step to(CallState next, CallAction... actions) {
        return new Step(next, List.of(actions));
    }

    /** The same step with these actions before its own. */
    Step after(List<CallAction> first) {
        List<CallAction> all = new ArrayList<>(first);
        all.addAll(actions);
        return new Step(next, List.copyOf(all));
    }

    /** The same step with these actions after its own. */
    Step then(List<CallAction> last) {
        return new Step(next, last).after(actions);
    }
}
