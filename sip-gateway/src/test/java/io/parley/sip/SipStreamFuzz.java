package io.parley.sip;

import io.parley.testkit.FuzzTarget;

/** What a TCP connection brings. */
final class SipStreamFuzz implements FuzzTarget {
    private final FuzzedSip sip = new FuzzedSip();

    @Override
    public void accept(byte[] input) {
        sip.stream(input);
    }
}
