package io.parley.agent.dialogue;

import io.parley.agent.dialogue.DialogueState.Phase;
import io.parley.agent.grammar.AgentGrammar;
import io.parley.config.AgentSpec;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import io.parley.config.TaskSpec.Presence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the dialogue expects the caller to say next.
 *
 * @param priors entries of the agent's grammar, each with the natural log of its prior
 * @param closed one short answer is expected: yes or no, one choice, digits of a known length
 * @param yesNo a yes or a no means something now
 * @param slot slot that was asked for, null for anything
 */
public record Expectation(
        Map<String, Float> priors,
        boolean closed,
        boolean yesNo,
        @Nullable String slot) {
    private static final float LIKELY = 0;
    private static final float POSSIBLE = -2;
    private static final float UNLIKELY = -4;
    private static final float RARE = -6;
    /** A sound of listening where one short answer is expected: "oh" is how a muffled "four" sounds. */
    private static final float HARDLY = -8;

    public static Expectation of(AgentSpec agent, DialogueState state) {
        Map<String, Float> priors = new LinkedHashMap<>();
        String asked = state.phase() == Phase.OPEN || state.phase() == Phase.NEW ? onlySlot(agent) : state.asking();
        if (asked != null && agent.slots().get(asked) instanceof SlotSpec.Text) {
            // Anything may be the text, but what asks something of the conversation is not.
            return new Expectation(Map.of(AgentGrammar.COMMANDS_ENTRY, POSSIBLE), false, false, asked);
        }
        Phase phase = asked != null ? Phase.ASKING : state.phase();
        for (String task : agent.tasks().keySet()) {
            priors.put(AgentGrammar.taskEntry(task), taskPrior(phase));
        }
        if (asked != null) {
            String said = state.form().partial().get(asked);
            priors.put(AgentGrammar.slotEntry(asked), said == null ? LIKELY : POSSIBLE);
            if (said != null) {
                priors.put(AgentGrammar.restEntry(slot(agent, asked), said), LIKELY);
            }
        }
        priors.put(AgentGrammar.COMMANDS_ENTRY, commandPrior(phase));
        boolean oneSlot = asked != null && closed(slot(agent, asked));
        float backchannel = oneSlot ? HARDLY : phase == Phase.ASKING ? RARE : UNLIKELY;
        priors.put(AgentGrammar.BACKCHANNEL_ENTRY, backchannel);
        priors.put(AgentGrammar.YES_NO_ENTRY, yesNoPrior(phase));
        priors.put(AgentGrammar.CORRECT_ENTRY, correctionPrior(phase, state));
        boolean yesNo = phase == Phase.CONFIRMING || phase == Phase.ANYTHING_ELSE || phase == Phase.OFFERING;
        boolean announced = phase == Phase.ACTING || phase == Phase.CORRECTING;
        return new Expectation(Map.copyOf(priors), yesNo || oneSlot, yesNo || announced, asked);
    }

    private static SlotSpec slot(AgentSpec agent, String name) {
        return Objects.requireNonNull(agent.slots().get(name), name);
    }

    /**
     * What dialled keys answer: the slot that was asked for, or the only one that can be dialled in the task that is to be
     * confirmed or corrected. Null where keys mean nothing.
     */
    public static @Nullable Keys dialled(AgentSpec agent, DialogueState state) {
        String asked = of(agent, state).slot();
        if (asked != null) {
            return Keys.of(slot(agent, asked));
        }
        boolean open = state.phase() == Phase.CONFIRMING || state.phase() == Phase.CORRECTING;
        TaskSpec task = open && state.task() != null ? agent.tasks().get(state.task()) : null;
        if (task == null) {
            return null;
        }
        List<Keys> keys = task.slots().keySet().stream()
                .map(name -> Keys.of(slot(agent, name)))
                .filter(Objects::nonNull)
                .toList();
        return keys.size() == 1 ? keys.get(0) : null;
    }

    /** The free text that is asked for; null where none is. */
    public static SlotSpec.@Nullable Text text(AgentSpec agent, DialogueState state) {
        String asked = of(agent, state).slot();
        return asked != null && agent.slots().get(asked) instanceof SlotSpec.Text text ? text : null;
    }

    /** Whether a caller may come with anything, so that what no example explains may still be a request. */
    public static boolean open(AgentSpec agent, DialogueState state) {
        return switch (state.phase()) {
            case OPEN, ANYTHING_ELSE -> of(agent, state).slot() == null;
            default -> false;
        };
    }

    /** The slot that an agent's first question asks for, where all its business is one slot. */
    private static @Nullable String onlySlot(AgentSpec agent) {
        if (agent.tasks().size() != 1) {
            return null;
        }
        TaskSpec task = agent.tasks().values().iterator().next();
        boolean one = task.slots().size() == 1 && task.slots().containsValue(Presence.REQUIRED);
        return one ? task.slots().keySet().iterator().next() : null;
    }

    private static boolean closed(SlotSpec slot) {
        return slot instanceof SlotSpec.YesNo
                || slot instanceof SlotSpec.Choice
                || slot instanceof SlotSpec.Name
                || slot instanceof SlotSpec.Code code && code.minLength() == code.maxLength()
                || slot instanceof SlotSpec.Digits digits && digits.minLength() == digits.maxLength();
    }

    private static float taskPrior(Phase phase) {
        return switch (phase) {
            case OPEN, NEW, CORRECTING -> LIKELY;
            case ANYTHING_ELSE, OFFERING -> POSSIBLE;
            case ASKING -> UNLIKELY;
            default -> RARE;
        };
    }

    private static float commandPrior(Phase phase) {
        return switch (phase) {
            case ANYTHING_ELSE -> POSSIBLE;
            case ASKING -> RARE;
            default -> UNLIKELY;
        };
    }

    private static float yesNoPrior(Phase phase) {
        return switch (phase) {
            case CONFIRMING, ANYTHING_ELSE, OFFERING -> LIKELY;
            case ACTING -> POSSIBLE;
            case CORRECTING -> UNLIKELY;
            default -> RARE;
        };
    }

    private static float correctionPrior(Phase phase, DialogueState state) {
        return switch (phase) {
            case CONFIRMING, CORRECTING, ACTING -> POSSIBLE;
            default -> state.values().isEmpty() ? 2 * RARE : UNLIKELY;
        };
    }
}
