package io.parley.embed;

import io.parley.agent.CallInfo;
import io.parley.agent.CallRecord;
import io.parley.config.AgentSpec;
import io.parley.config.EngineKind;
import io.parley.config.Prompt;
import io.parley.config.SlotSpec;
import io.parley.config.VoiceSpec;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is in one call: who calls, and what the program answers to that. Made anew for every call while it rings,
 * on a thread that may block for as long as a caller likes to hear it ring; used by that thread alone.
 *
 * <p>Everything is held to the rules of the files; what breaks one is a {@link io.parley.config.ConfigException} that names
 * the method and the value, at once where a value alone is wrong, else when the plan is complete.
 */
public final class CallPlan {
    private final CallInfo call;
    private final boolean rehearsal;
    private final String defaultName;
    private final Function<Path, AgentSpec> folders;
    private final PlanParts parts = new PlanParts();
    private final CallFollower follower = new CallFollower();
    private @Nullable AgentSpec base;
    private @Nullable String name;
    private @Nullable String greeting;
    private @Nullable VoiceSpec voice;
    private @Nullable Boolean disclosure;
    private @Nullable Consent consent;
    private final Map<Prompt, String> prompts = new EnumMap<>(Prompt.class);

    /** @param folders reads an agent's folder */
    CallPlan(CallInfo call, boolean rehearsal, String defaultName, Function<Path, AgentSpec> folders) {
        this.call = call;
        this.rehearsal = rehearsal;
        this.defaultName = defaultName;
        this.folders = folders;
    }

    /** The number that was dialled: the user part of the Request-URI. From the far end: untrusted. */
    public String number() {
        return call.number();
    }

    /** Who calls: the user part of From. Anybody can write anything there, and it is personal data. */
    public String caller() {
        return call.caller();
    }

    /** Everything that is known of the call; its id is that of records and events. */
    public CallInfo info() {
        return call;
    }

    /** Whether this is no call but the check and warming that {@link VoiceAgent#onCall} does before the first one. */
    public boolean isRehearsal() {
        return rehearsal;
    }

    /**
     * Begins with an agent's folder, {@code agent.yaml} and {@code actions.yaml}: what is said here comes in addition, or in
     * place of what has the same name there. The folder is read once.
     *
     * @throws io.parley.config.ConfigException with everything that is wrong in its files
     */
    public CallPlan load(Path folder) {
        base = folders.apply(folder);
        return this;
    }

    /** The agent's id in records, metrics and logs, in place of {@code agent} or the folder's name. */
    public CallPlan name(String id) {
        name = id;
        return this;
    }

    /** The sentence that the caller hears first. */
    public CallPlan greet(String sentence) {
        greeting = sentence;
        return this;
    }

    /** Whether the greeting must say that a machine is speaking, as it must where nothing is said. */
    public CallPlan disclosure(boolean needed) {
        disclosure = needed;
        return this;
    }

    public CallPlan voice(String speaker, String style) {
        voice = Mistake.in("voice", () -> new VoiceSpec(speaker, style));
        return this;
    }

    /** A piece of information that tasks need from the caller; the question for it is made of its name. */
    public CallPlan slot(String slot, SlotForm form) {
        return slot(slot, form, null);
    }

    /** @param ask the question for it */
    public CallPlan slot(String slot, SlotForm form, @Nullable String ask) {
        parts.slot(slot, Mistake.in(Mistake.method("slot", slot), () -> form.named(slot, ask)));
        return this;
    }

    /** A piece of business. */
    public CallPlan task(String task, Consumer<TaskPlan> plan) {
        TaskPlan made = new TaskPlan(task);
        plan.accept(made);
        parts.task(task, made);
        return this;
    }

    /** Something that the agent may do. */
    public CallPlan allow(Allowed what) {
        parts.allow(what);
        return this;
    }

    /** One of the sentences that every agent has. */
    public CallPlan say(Prompt prompt, String sentence) {
        prompts.put(prompt, sentence);
        return this;
    }

    /** Whether the call is recorded; where nothing is said it is not, unless the folder's file asks for it. */
    public CallPlan record(Consent given) {
        consent = given;
        return this;
    }

    /** Told what the caller has said, each time the agent has made sense of it. On the thread of all events. */
    public CallPlan onHeard(Consumer<Heard> listener) {
        follower.onHeard(listener);
        return this;
    }

    /**
     * Told what the agent does. An act is told when it is decided; where the caller goes on speaking it may be taken back, and
     * then is not in the record. On the thread of all events.
     */
    public CallPlan onAct(Consumer<Acted> listener) {
        follower.onAct(listener);
        return this;
    }

    /** Told that the call is over, how it ended, and everything that was said and done. On the thread of all events. */
    public CallPlan onEnded(Consumer<CallRecord> listener) {
        follower.onEnded(listener);
        return this;
    }

    /** @throws io.parley.config.ConfigException with everything that is wrong */
    PlannedCall complete() {
        AgentSpec agent = spec();
        if (agent.dictates().isPresent()) {
            throw Mistake.of(
                    "load", agent.dictates().get(), "nothing that takes down free speech: only the server does");
        }
        if (consent == Consent.ANNOUNCED
                && !agent.greeting().toLowerCase(Locale.ROOT).contains("record")) {
            throw Mistake.of("record(Consent.ANNOUNCED)", agent.greeting(), "a greeting that says it is recorded");
        }
        return new PlannedCall(agent, parts.functions(), follower);
    }

    private AgentSpec spec() {
        AgentSpec from = base;
        String words = greeting != null ? greeting : from == null ? "" : from.greeting();
        if (words.isBlank()) {
            throw Mistake.of("greet", "", "the sentence that callers hear first");
        }
        Map<String, SlotSpec> slots = parts.slots(from);
        PlanParts.Business business = parts.business(from);
        Map<Prompt, String> sentences = new EnumMap<>(from == null ? new EnumMap<>(Prompt.class) : from.prompts());
        sentences.putAll(prompts);
        return Mistake.agent(
                business.actions().keySet(),
                () -> new AgentSpec(
                        name != null ? name : from == null ? defaultName : from.id(),
                        from == null ? Mistake.PLACE : from.folder(),
                        List.of(),
                        from == null ? Locale.US : from.language(),
                        voice != null ? voice : from == null ? VoiceSpec.DEFAULT : from.voice(),
                        words,
                        disclosure != null ? disclosure : from == null || from.disclosure(),
                        slots,
                        business.tasks(),
                        business.actions(),
                        parts.transfers(from),
                        sentences,
                        consent == null ? from != null && from.recording() : consent != Consent.NONE,
                        from == null ? EngineKind.NATIVE : from.engine(),
                        from != null && from.paraphrases(),
                        from != null && from.earlyGreeting(),
                        from == null ? Map.of() : from.pronounce()));
    }
}
