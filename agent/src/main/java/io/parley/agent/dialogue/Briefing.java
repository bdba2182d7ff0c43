package io.parley.agent.dialogue;

import io.parley.agent.dialogue.DialogueState.Phase;
import io.parley.agent.grammar.Command;
import io.parley.agent.grammar.Meaning;
import io.parley.config.AgentSpec;
import io.parley.config.EngineKind;
import io.parley.config.Prompt;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import io.parley.config.TransferSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says to whoever is to take a call over: who is on the line and what it is about, and whether to put the
 * call through. Yes is the transfer {@value #CALLER}, no an end, and so is who says neither: a mailbox says neither.
 */
public final class Briefing implements Brain {
    /** Name of the transfer to the caller who waits. */
    static final String CALLER = "caller";

    private static final String TAKE = "take";
    private static final String LEAVE = "leave";
    private static final String TAKING_KEY = "1";
    private static final String LEAVING_KEY = "2";
    /** No slot of the agent: what can be dialled could be said as well, and "no, not now" sounds like "no, nine". */
    private static final Keys KEY = new Keys(new SlotSpec.Digits("key", null, 1, 1), 1, 1);

    /** The far end of the transfer is a caller who is here already. */
    private static final String HERE = "sip:caller@parley.invalid";

    private static final List<String> TAKING = List.of(
            "put them through",
            "put him through",
            "put her through",
            "put it through",
            "I will take it",
            "I'll take it",
            "I'll take the call",
            "go ahead",
            "connect us");
    private static final List<String> LEAVING = List.of(
            "not now",
            "not right now",
            "I am busy",
            "I'm busy",
            "I can't",
            "I cannot",
            "later",
            "maybe later",
            "take a message",
            "tell them to call back");

    private final Wording wording;
    private final String brief;

    /**
     * @param agent whose caller it is
     * @param brief what the person is told, in the agent's words
     */
    public Briefing(AgentSpec agent, String brief) {
        this.wording = new Wording(agent);
        this.brief = brief;
    }

    /** What the person may say and dial, in the language of an agent. */
    public static AgentSpec agent(AgentSpec of) {
        List<String> leaving = LEAVING.stream()
                .flatMap(words -> Stream.of(words, "no " + words))
                .toList();
        Map<String, TaskSpec> tasks = new LinkedHashMap<>();
        tasks.put(TAKE, task(TAKE, TAKING));
        tasks.put(LEAVE, task(LEAVE, leaving));
        return new AgentSpec(
                of.id(),
                of.folder(),
                List.of(),
                of.language(),
                of.voice(),
                of.greeting(),
                false,
                Map.of(),
                tasks,
                Map.of(),
                Map.of(CALLER, TransferSpec.attended(HERE)),
                of.prompts(),
                false,
                EngineKind.NATIVE,
                false,
                false,
                of.pronounce());
    }

    private static TaskSpec task(String name, List<String> examples) {
        return new TaskSpec(
                name,
                examples,
                Map.of(),
                TaskSpec.Confirm.NEVER,
                null,
                name,
                TaskSpec.Then.GOODBYE,
                null,
                null,
                null,
                Map.of());
    }

    @Override
    public Dialogue.Step on(DialogueState state, Event event) {
        Draft draft = new Draft(state);
        if (state.phase() == Phase.ENDED || state.phase() == Phase.TRANSFERRING) {
            return draft.step();
        }
        if (event instanceof Event.Begin) {
            tell(draft);
        } else if (event instanceof Event.Replaced) {
            draft.state(draft.state.misses(0));
            tell(draft);
        } else if (event instanceof Event.Spoken) {
            ask(draft);
        } else if (event instanceof Event.Said said) {
            said(draft, said.meaning());
        } else if (event instanceof Event.Dialled dialled) {
            decide(draft, key(dialled.digits()));
        } else if (event instanceof Event.NoInput) {
            missed(draft, Prompt.NO_INPUT);
        } else {
            missed(draft, Prompt.NO_MATCH);
        }
        return draft.step();
    }

    @Override
    public DialogueState reconsider(DialogueState state) {
        return state;
    }

    @Override
    public @Nullable Keys keys(DialogueState state) {
        return state.phase() == Phase.OPEN || state.phase() == Phase.CONFIRMING ? KEY : null;
    }

    /** A "yes?" or an "okay" into this answers nothing: the question comes after it. */
    private void tell(Draft draft) {
        draft.act(new Act.Greet(brief)).act(new Act.Follow()).state(draft.state.phase(Phase.OPEN));
    }

    private void ask(Draft draft) {
        String question = wording.prompt(Prompt.PUT_THROUGH);
        draft.act(new Act.Ask("", question))
                .state(draft.state.task(TAKE).phase(Phase.CONFIRMING).question(question));
    }

    private void said(Draft draft, Meaning meaning) {
        Command command = meaning.command();
        boolean asked = draft.state.phase() == Phase.CONFIRMING;
        if (meaning.backchannel() && !(asked && Boolean.TRUE.equals(meaning.yes()))) {
            listens(draft, asked);
        } else if (meaning.weakest() < Dialogue.HEARD) {
            missed(draft, Prompt.NO_MATCH);
        } else if (command != null) {
            draft.state(draft.state.misses(0));
            command(draft, command);
        } else if (!asked && meaning.task() == null) {
            tell(draft);
        } else {
            decide(draft, answer(meaning));
        }
    }

    /** Whoever took the floor while they were being told hears it again. */
    private void listens(Draft draft, boolean asked) {
        if (asked) {
            draft.act(new Act.Wait());
        } else {
            tell(draft);
        }
    }

    private void command(Draft draft, Command command) {
        switch (command) {
            case WAIT -> draft.act(new Act.Wait());
            case GOODBYE, CANCEL -> end(draft);
            case HELP -> {
                draft.act(new Act.Say(wording.prompt(Prompt.PUT_THROUGH_HELP)));
                ask(draft);
            }
            case SLOWER -> {
                draft.state(draft.state.talk(draft.state.talk().slower()));
                tell(draft);
            }
            case FASTER -> {
                draft.state(draft.state.talk(draft.state.talk().faster()));
                tell(draft);
            }
            default -> tell(draft);
        }
    }

    /** Null where yes or no and what is said besides disagree: "yes, but not now". */
    private static @Nullable Boolean answer(Meaning meaning) {
        Boolean byTask = meaning.task() == null ? null : Objects.equals(meaning.task(), TAKE);
        if (meaning.yes() == null || byTask == null) {
            return meaning.yes() == null ? byTask : meaning.yes();
        }
        return meaning.yes().equals(byTask) ? byTask : null;
    }

    private static @Nullable Boolean key(String digits) {
        return digits.equals(TAKING_KEY) ? Boolean.TRUE : digits.equals(LEAVING_KEY) ? Boolean.FALSE : null;
    }

    private void decide(Draft draft, @Nullable Boolean takes) {
        if (takes == null) {
            missed(draft, Prompt.NO_MATCH);
        } else if (takes) {
            String text = wording.prompt(Prompt.PUTTING_THROUGH);
            draft.act(new Act.Transfer(CALLER, text)).state(draft.state.phase(Phase.TRANSFERRING));
        } else {
            end(draft);
        }
    }

    private void end(Draft draft) {
        draft.act(new Act.End(wording.prompt(Prompt.NOT_PUT_THROUGH), false)).state(draft.state.phase(Phase.ENDED));
    }

    private void missed(Draft draft, Prompt apology) {
        int misses = draft.state.misses() + 1;
        draft.state(draft.state.misses(misses));
        if (misses >= Dialogue.MAX_MISSES) {
            draft.act(new Act.End(wording.prompt(Prompt.NOT_PUT_THROUGH), true)).state(draft.state.phase(Phase.ENDED));
            return;
        }
        draft.act(new Act.Apologise(wording.prompt(apology)));
        draft.act(new Act.Say(wording.prompt(Prompt.PUT_THROUGH_HELP)));
        ask(draft);
    }
}
