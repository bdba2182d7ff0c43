package io.parley.agent;

import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Expectation;
import io.parley.agent.ear.Dictated;
import io.parley.agent.ear.Heard;
import io.parley.agent.grammar.Continuations;
import io.parley.agent.grammar.Meaning;
import io.parley.agent.grammar.Wish;
import io.parley.agent.turn.Patience;
import io.parley.agent.turn.TurnTaker.Reading;
import io.parley.config.AgentSpec;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import io.parley.config.TaskSpec.Presence;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the ear reports in the light of what the dialogue expects. Pure. */
final class Interpreter {
    /** What is less sure than this is not understood, where anything may be said. */
    static final float GUESS_OPEN = 0.6f;
    /** The same where one short answer is expected, or what was asked for is said: what sounds like it probably is. */
    static final float GUESS_CLOSED = 0.35f;

    /** Where free text was asked for, words that are a command as surely as this are one. */
    static final float COMMAND_FOR_TEXT = 0.8f;

    private final AgentSpec agent;
    private final LocalDate today;
    private final Continuations continuations;

    Interpreter(AgentSpec agent, Continuations continuations, LocalDate today) {
        this.agent = agent;
        this.today = today;
        this.continuations = continuations;
    }

    /** What a report means and how long a pause ends it; null where it means nothing. */
    @Nullable
    Reading read(Heard heard, DialogueState state) {
        SlotSpec.Text text = Expectation.text(agent, state);
        return text == null ? words(heard, state) : text(heard, state, text);
    }

    /** Whatever was said is the text, unless it surely is a wish about the conversation. */
    private @Nullable Reading text(Heard heard, DialogueState state, SlotSpec.Text slot) {
        Reading wish = words(heard, state);
        if (wish != null && wish.meaning().command() != null && wish.meaning().weakest() >= COMMAND_FOR_TEXT) {
            return new Reading(wish.meaning(), Patience.COMMAND_FOR_TEXT);
        }
        if (!(heard.dictated() instanceof Dictated.Written written)) {
            return null;
        }
        String value = TextValue.of(written.words());
        return value.isEmpty()
                ? null
                : new Reading(Meaning.text(slot.name(), value, written.confidence()), Patience.TEXT);
    }

    private @Nullable Reading words(Heard heard, DialogueState state) {
        if (heard.result() == null) {
            return null;
        }
        Meaning meaning = Meaning.of(heard.result(), agent.slots(), today, state.known());
        if (meaning == null) {
            return null;
        }
        float misfit = Calibration.misfit(heard);
        meaning = meaning.scaled(Calibration.fit(misfit), share -> Calibration.sure(share, misfit));
        Expectation expected = Expectation.of(agent, state);
        boolean answers = expected.slot() != null && said(meaning).contains(expected.slot());
        if (meaning.weakest() < (expected.closed() || answers ? GUESS_CLOSED : GUESS_OPEN)) {
            return null;
        }
        if (Boolean.TRUE.equals(meaning.yes()) && !meaning.fills() && !expected.yesNo()) {
            meaning = meaning.asBackchannel();
        }
        if (heard.dictated() instanceof Dictated.Written written) {
            meaning = meaning.saidAs(written.text());
        }
        boolean more = more(meaning, state);
        // What is still required need not come in the same breath: where no example goes on, it is asked for.
        boolean enough = enough(meaning, state, expected) || !more;
        int patience = Patience.millis(meaning, heard.result(), enough, expected.closed(), openEnded(meaning), more);
        return new Reading(meaning, Patience.bySound(patience, heard.turn()));
    }

    /** Whether the dialogue could go on with this: the question answered, or nothing required missing. */
    private boolean enough(Meaning meaning, DialogueState state, Expectation expected) {
        if (meaning.command() != null || meaning.yes() != null || meaning.backchannel() || meaning.task() != null) {
            return true;
        }
        if (expected.slot() != null && said(meaning).contains(expected.slot())) {
            return true;
        }
        Set<String> known = new HashSet<>(state.values().keySet());
        known.addAll(meaning.slots().keySet());
        return agent.tasks().values().stream().anyMatch(task -> whole(task, known, meaning));
    }

    private static boolean whole(TaskSpec task, Set<String> known, Meaning meaning) {
        if (!task.slots().keySet().containsAll(meaning.slots().keySet())) {
            return false;
        }
        for (Map.Entry<String, Presence> slot : task.slots().entrySet()) {
            if (slot.getValue() == Presence.REQUIRED && !known.contains(slot.getKey())) {
                return false;
            }
        }
        return true;
    }

    /** Whether callers often add something to what was said. */
    private boolean more(Meaning meaning, DialogueState state) {
        List<String> said = said(meaning);
        if (said.isEmpty()) {
            return false;
        }
        Set<String> known = new HashSet<>(state.values().keySet());
        known.addAll(said);
        String latest = said.get(said.size() - 1);
        return agent.tasks().keySet().stream().anyMatch(task -> continuations.possible(task, latest, known));
    }

    /** Slots of the last thing wanted that were said, whole or not, in their order. */
    private static List<String> said(Meaning meaning) {
        List<Wish> wishes = meaning.wishes();
        return List.copyOf(wishes.get(wishes.size() - 1).confidence().keySet());
    }

    private boolean openEnded(Meaning meaning) {
        return said(meaning).stream()
                .map(slot -> Objects.requireNonNull(agent.slots().get(slot)))
                .anyMatch(slot -> slot instanceof SlotSpec.Amount
                        || slot instanceof SlotSpec.Date
                        || slot instanceof SlotSpec.Time
                        || slot instanceof SlotSpec.Digits digits && digits.minLength() != digits.maxLength()
                        || slot instanceof SlotSpec.Code code && code.minLength() != code.maxLength());
    }
}
