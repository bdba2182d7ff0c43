package io.parley.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where audio comes in, and how long it may stay away.
 *
 * @param firstPort first RTP port, even; RTP uses even ports, RTCP the odd one above (RFC 3550, section 11)
 * @param lastPort last port of the range, inclusive, odd: the RTCP port of the last pair
 * @param inactivity a call that receives no RTP for this long, while not on hold, ends
 * @param portRest a port that a call has used rests this long before another call gets it
 * @param codecs of calls whose trunk has none of its own
 */
public record MediaConfig(int firstPort, int lastPort, Duration inactivity, Duration portRest, CodecPolicy codecs) {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
    private static final String EXPECTED =
            "a range such as 20000-20999, from an even port to an odd one, because RTP and RTCP go in pairs";

    public MediaConfig {
        String range = firstPort + "-" + lastPort;
        new Rules()
                .require(
                        firstPort > 0
                                && firstPort % 2 == 0
                                && lastPort > firstPort
                                && lastPort % 2 == 1
                                && lastPort <= HttpConfig.MAX_PORT,
                        "ports",
                        range,
                        EXPECTED)
                .require(positive(inactivity), "inactivity", Durations.format(inactivity), "more than 0")
                .require(!portRest.isNegative(), "port-rest", Durations.format(portRest), "0s or more")
                .check();
    }

    /** With whatever codec comes. */
    public MediaConfig(int firstPort, int lastPort, Duration inactivity, Duration portRest) {
        this(firstPort, lastPort, inactivity, portRest, CodecPolicy.DEFAULT);
    }

    /** The same with other ports, written {@code 20000-20999}. */
    MediaConfig withPorts(String range) {
        Matcher form = RANGE.matcher(range);
        new Rules().require(form.matches(), "ports", range, EXPECTED).check();
        return new MediaConfig(
                Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), inactivity, portRest, codecs);
    }

    /** How many calls the ports are enough for, not counting those at rest. */
    public int pairs() {
        return (lastPort - firstPort + 1) / 2;
    }

    private static boolean positive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
