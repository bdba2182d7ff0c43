package io.parley.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A scripted caller, one file of an agent's {@code calls/} folder. */
public record CallScript(String name, Path file, List<Step> steps, Expect expect) {
    public static final int MAX_STEPS = 200;

    /** The dialogue acts that a step may wait for. */
    public static final List<String> ACTS = List.of(
            "GREET",
            "ASK",
            "FILL",
            "CONFIRM",
            "CORRECT",
            "CALL",
            "TELL",
            "SAY",
            "BACKCHANNEL",
            "WAIT",
            "REPEAT",
            "RESUME",
            "APOLOGISE",
            "TRANSFER",
            "END");

    private static final Set<String> ACTS_ABOUT_SLOTS = Set.of("ASK", "FILL", "CONFIRM", "CORRECT");
    private static final Pattern DIALLED = Pattern.compile("[0-9*#A-D]{1,64}");
    private static final Pattern TERMINATION = Pattern.compile("[a-z]+(-[a-z]+)*(-[0-9]{3})?");
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    public CallScript {
        steps = List.copyOf(steps);
        Rules rules = new Rules()
                .require(!steps.isEmpty(), "steps", null, "at least one step")
                .require(
                        steps.size() <= MAX_STEPS, "steps", steps.size() + " steps", "at most " + MAX_STEPS + " steps");
        for (int i = 0; i < steps.size(); i++) {
            Step next = i + 1 < steps.size() ? steps.get(i + 1) : null;
            String at = "steps[" + i + "]";
            rules.require(
                    !(steps.get(i) instanceof InterruptAt) || next instanceof Say || next instanceof Play,
                    at,
                    null,
                    "say or play as the step after interrupt-at");
            rules.require(!(steps.get(i) instanceof HangUp) || next == null, at, null, "hang-up only as the last step");
        }
        rules.check();
    }

    /**
     * Reads a script by itself; {@link CallScripts#load} also holds it against its agent.
     *
     * @throws ConfigException with everything that is wrong in it
     */
    public static CallScript load(Path file) {
        return CallScripts.load(file);
    }

    /** One step of the caller, in the order they happen. */
    public sealed interface Step {}

    /** Speak a sentence by the voice. */
    public record Say(String text) implements Step {
        public Say {
            text = Words.tidy(text);
            Rules rules = new Rules();
            Words.sentence(rules, "", text);
            rules.check();
        }
    }

    /** Play a recording that lies beside the script. */
    public record Play(Path file) implements Step {}

    /** Wait until the agent has done this act (and, where given, about this slot). */
    public record Hear(String act, @Nullable String slot) implements Step {
        public Hear {
            new Rules()
                    .require(ACTS.contains(act), "act", act, "one of " + String.join(", ", ACTS))
                    .require(
                            slot == null || !ACTS.contains(act) || ACTS_ABOUT_SLOTS.contains(act),
                            "slot",
                            slot,
                            "a slot only with ASK, FILL, CONFIRM or CORRECT")
                    .require(slot == null || Names.isName(slot), "slot", slot, Names.NAME)
                    .check();
        }
    }

    /** Dial. */
    public record Dtmf(String digits) implements Step {
        public Dtmf {
            new Rules()
                    .require(DIALLED.matcher(digits).matches(), "", digits, "keys of a telephone: 0-9, *, #, A-D")
                    .check();
        }
    }

    /** Start the next say or play this long into the agent's speech, not after it. */
    public record InterruptAt(Duration after) implements Step {
        public InterruptAt {
            new Rules()
                    .require(!after.isNegative(), "", Durations.format(after), Durations.EXPECTED)
                    .check();
        }
    }

    /** Stay silent. */
    public record Pause(Duration length) implements Step {
        public Pause {
            new Rules()
                    .require(
                            !length.isNegative() && !length.isZero() && length.compareTo(MAX_PAUSE) <= 0,
                            "",
                            Durations.format(length),
                            "more than 0 and at most " + Durations.format(MAX_PAUSE))
                    .check();
        }
    }

    /** Hang up. */
    public record HangUp() implements Step {}

    /** What must have happened when the call is over; null or empty parts are not checked. */
    public record Expect(
            @Nullable String action,
            Map<String, String> args,
            @Nullable String termination) {
        public Expect {
            args = Frozen.map(args);
            new Rules()
                    .require(action == null || Names.isDotted(action), "action", action, Names.DOTTED)
                    .require(
                            termination == null
                                    || TERMINATION.matcher(termination).matches(),
                            "termination",
                            termination,
                            "how the call ends, such as agent-ended or caller-hung-up")
                    .check();
        }
    }
}
