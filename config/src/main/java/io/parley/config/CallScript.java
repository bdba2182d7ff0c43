package io.parley.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scripted caller, one file of an agent's {@code calls/} folder. */
public record CallScript(String name, Path file, List<Step> steps, Expect expect) {

    /** One step of the caller, in the order they happen. */
    public sealed interface Step {}

    /** Speak a sentence by the voice. */
    public record Say(String text) implements Step {}

    /** Play a recording that lies beside the script. */
    public record Play(Path file) implements Step {}

    /** Wait until the agent has done this act (and, where given, about this slot). */
    public record Hear(String act, @Nullable String slot) implements Step {}

    /** Dial. */
    public record Dtmf(String digits) implements Step {}

    /** Start the next say or play this long into the agent's speech, not after it. */
    public record InterruptAt(Duration after) implements Step {}

    /** Stay silent. */
    public record Pause(Duration length) implements Step {}

    /** Hang up. */
    public record HangUp() implements Step {}

    /** What must have happened when the call is over; null or empty parts are not checked. */
    public record Expect(
            @Nullable String action,
            Map<String, String> args,
            @Nullable String termination) {}
}
