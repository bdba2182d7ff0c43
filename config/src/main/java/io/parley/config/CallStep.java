package io.parley.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One step of a scripted caller, in the order they happen. */
public sealed interface CallStep {
    /** The dialogue acts that a step may wait for. */
    List<String> ACTS = List.of(
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
            "CANCEL",
            "TRANSFER",
            "END");

    Set<String> ACTS_ABOUT_SLOTS = Set.of("ASK", "FILL", "CONFIRM", "CORRECT");

    /** The step as a person would name it. */
    String text();

    /** Whether the agent hears something of it. */
    default boolean isMove() {
        return false;
    }

    /**
     * Speak a sentence by the voice.
     *
     * @param rate speed, 1 as the voice was trained; null for what is drawn for the call
     * @param pitch factor on the pitch; null for what is drawn for the call
     */
    record Say(String text, @Nullable Double rate, @Nullable Double pitch) implements CallStep {
        public static final double SLOWEST = 0.5;
        public static final double FASTEST = 2;
        public static final double LOWEST = 0.6;
        public static final double HIGHEST = 1.6;

        public Say {
            text = Words.tidy(text);
            Rules rules = new Rules();
            Words.sentence(rules, "", text);
            within(rules, "rate", rate, SLOWEST, FASTEST);
            within(rules, "pitch", pitch, LOWEST, HIGHEST);
            rules.check();
        }

        private static void within(Rules rules, String key, @Nullable Double factor, double from, double to) {
            rules.require(
                    factor == null || factor >= from && factor <= to,
                    key,
                    factor,
                    "a factor from " + from + " to " + to);
        }

        @Override
        public boolean isMove() {
            return true;
        }
    }

    /** Play a recording that lies beside the script. */
    record Play(Path file) implements CallStep {
        @Override
        public String text() {
            return "play " + file.getFileName();
        }

        @Override
        public boolean isMove() {
            return true;
        }
    }

    /** Wait until the agent has done all of this, in this order. */
    record Hear(List<Sign> signs) implements CallStep {
        private static final int MAX_SIGNS = 50;

        public Hear {
            signs = List.copyOf(signs);
            new Rules()
                    .require(
                            !signs.isEmpty() && signs.size() <= MAX_SIGNS,
                            "",
                            signs.size() + " acts",
                            "1 to " + MAX_SIGNS + " acts")
                    .check();
        }

        @Override
        public String text() {
            return signs.stream().map(Sign::text).collect(Collectors.joining(", "));
        }
    }

    /**
     * Something that the agent does.
     *
     * @param act the act; null where only its words are waited for
     * @param slot the slot that the act is about; null for any
     * @param says words of what it says; null for any
     */
    record Sign(
            @Nullable String act,
            @Nullable String slot,
            @Nullable String says) {
        public Sign {
            says = says == null ? null : Words.tidy(says);
            Rules rules = new Rules()
                    .require(act != null || says != null, "act", null, "an act, such as ASK, or says with words")
                    .require(act == null || ACTS.contains(act), "act", act, "one of " + String.join(", ", ACTS))
                    .require(
                            slot == null || says == null && act == null || aboutSlots(act),
                            "slot",
                            slot,
                            "a slot only with ASK, FILL, CONFIRM or CORRECT")
                    .require(slot == null || Names.isName(slot), "slot", slot, Names.NAME);
            if (says != null) {
                Words.sentence(rules, "says", says);
            }
            rules.check();
        }

        private static boolean aboutSlots(@Nullable String act) {
            return act != null && (!ACTS.contains(act) || ACTS_ABOUT_SLOTS.contains(act));
        }

        /** The sign as a person would name it. */
        public String text() {
            String what = act == null ? "" : slot == null ? act : act + " " + slot;
            String words = says == null ? "" : "\"" + says + "\"";
            return what.isEmpty() || words.isEmpty() ? what + words : what + " saying " + words;
        }
    }

    /** Dial. */
    record Dtmf(String digits) implements CallStep {
        private static final Pattern DIALLED = Pattern.compile("[0-9*#A-D]{1,64}");

        public Dtmf {
            new Rules()
                    .require(DIALLED.matcher(digits).matches(), "", digits, "keys of a telephone: 0-9, *, #, A-D")
                    .check();
        }

        @Override
        public String text() {
            return "dtmf " + digits;
        }

        @Override
        public boolean isMove() {
            return true;
        }
    }

    /** Make the next move this long into the agent's speech, not after it. */
    record InterruptAt(Duration after) implements CallStep {
        public InterruptAt {
            new Rules()
                    .require(!after.isNegative(), "", Durations.format(after), Durations.EXPECTED)
                    .check();
        }

        @Override
        public String text() {
            return "the agent to have spoken for " + Durations.format(after);
        }
    }

    /** Stay silent this long once it is the caller's turn; what follows happens then, whatever the agent does. */
    record Pause(Duration length) implements CallStep {
        private static final Duration MAX = Duration.ofMinutes(10);

        public Pause {
            new Rules()
                    .require(
                            !length.isNegative() && !length.isZero() && length.compareTo(MAX) <= 0,
                            "",
                            Durations.format(length),
                            "more than 0 and at most " + Durations.format(MAX))
                    .check();
        }

        @Override
        public String text() {
            return "pause " + Durations.format(length);
        }
    }

    /**
     * From here on there is noise on the caller's line, or none.
     *
     * @param below how far below the caller's level, in dB; null for none
     */
    record Noise(@Nullable Integer below, Kind kind) implements CallStep {
        static final String EXPECTED = "a level below the caller's such as 15dB, or off";
        private static final Pattern LEVEL = Pattern.compile("([0-9]{1,3})dB");
        private static final int MOST = 60;

        public enum Kind {
            /** As much in every octave: rooms, streets, lines. */
            PINK,
            /** Other people talking. */
            BABBLE
        }

        public Noise {
            new Rules()
                    .require(below == null || below >= 0 && below <= MOST, "", below + "dB", "0dB to " + MOST + "dB")
                    .check();
        }

        static Noise parse(String written, Kind kind) {
            var level = LEVEL.matcher(written);
            new Rules()
                    .require(written.equals("off") || level.matches(), "", written, EXPECTED)
                    .check();
            return new Noise(written.equals("off") ? null : Integer.valueOf(level.group(1)), kind);
        }

        @Override
        public String text() {
            return below == null
                    ? "noise off"
                    : "noise " + below + "dB " + kind.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Hang up. */
    record HangUp() implements CallStep {
        @Override
        public String text() {
            return "hang-up";
        }
    }
}
