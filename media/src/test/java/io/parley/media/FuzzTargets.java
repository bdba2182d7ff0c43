package io.parley.media;

import io.parley.testkit.FuzzTarget;
import java.util.List;

/** What of this module has to bear any input. */
final class FuzzTargets {
    static final List<FuzzTarget> ALL = List.of(
            new SdpFuzz(),
            new RtpStreamFuzz(),
            new RtcpFuzz(),
            new SrtpFuzz(),
            new StunFuzz(),
            new DtmfFuzz(),
            new AudioFileFuzz());

    private FuzzTargets() {}
}
