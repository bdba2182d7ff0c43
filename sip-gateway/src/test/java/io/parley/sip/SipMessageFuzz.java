package io.parley.sip;

import io.parley.testkit.FuzzTarget;
import io.parley.testkit.Outside;
import java.nio.file.Path;
import java.util.List;

/** A datagram with any content. */
final class SipMessageFuzz implements FuzzTarget {
    private final FuzzedSip sip = new FuzzedSip();

    @Override
    public void accept(byte[] input) {
        sip.datagram(input);
    }

    @Override
    public List<Path> moreSeeds() {
        return List.of(Outside.sharedOrMissing("protocol/rfc4475"));
    }
}
