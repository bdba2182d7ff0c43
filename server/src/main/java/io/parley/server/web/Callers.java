package io.parley.server.web;

import io.parley.config.Cidr;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How much one source, an IPv4 address or 64 bits of IPv6, may call: so many calls at once, so many in a minute. One thread. */
final class Callers {
    static final int AT_ONCE = 8;
    static final int A_MINUTE = 30;
    /** Sources remembered; beyond them the one that was seen longest ago is forgotten, unless it is on the line. */
    static final int MOST = 4_096;

    private static final long MINUTE = 60_000_000_000L;

    private static final class Caller {
        private long since;
        private int called;
        private int live;
    }

    private final LongSupplier nanos;
    private final Map<String, Caller> callers = new LinkedHashMap<>(16, 0.75f, true);

    Callers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether another call may come from there; {@link #over} follows where it may. */
    boolean take(InetAddress address) {
        String source = Cidr.subscriber(address);
        long now = nanos.getAsLong();
        Caller caller = callers.get(source);
        if (caller == null) {
            if (callers.size() >= MOST && !forgetOne()) {
                return false;
            }
            caller = new Caller();
            caller.since = now;
            callers.put(source, caller);
        }
        if (now - caller.since > MINUTE) {
            caller.since = now;
            caller.called = 0;
        }
        if (caller.live >= AT_ONCE || caller.called >= A_MINUTE) {
            return false;
        }
        caller.called++;
        caller.live++;
        return true;
    }

    private boolean forgetOne() {
        var oldest = callers.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().live == 0) {
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    void over(InetAddress address) {
        Caller caller = callers.get(Cidr.subscriber(address));
        if (caller != null) {
            caller.live--;
        }
    }

    int remembered() {
        return callers.size();
    }
}
