package io.parley.agent.voice;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Prompts of agents' files, rendered once. What is kept are clauses: of "Thank you. Your number is {number}. Goodbye." the
 * first and the last come from the cache in every call, and the second is rendered. Clauses that hold a value are never
 * kept. The least recently used are dropped beyond a number of clauses and of bytes. Safe on any thread.
 */
public final class PromptCache implements Voice {
    /** Some 20 agents with 100 clauses each. */
    public static final int MOST_CLAUSES = 2_000;
    /** 64 MB is 35 minutes of prompts. */
    public static final long MOST_BYTES = 64L << 20;

    private final OnnxVoice voice;
    private final ClauseCache clauses;

    public PromptCache(OnnxVoice voice) {
        this(voice, MOST_CLAUSES, MOST_BYTES);
    }

    /**
     * @param mostClauses clauses kept at most
     * @param mostBytes bytes of audio kept at most, 32,000 a second
     */
    public PromptCache(OnnxVoice voice, int mostClauses, long mostBytes) {
        this.voice = voice;
        this.clauses = new ClauseCache(mostClauses, mostBytes, voice.counters());
    }

    private PromptCache(OnnxVoice voice, ClauseCache clauses) {
        this.voice = voice;
        this.clauses = clauses;
    }

    /** The same cache for another voice of the same pack, such as another lane's: what one has rendered all can use. */
    public PromptCache spokenBy(OnnxVoice other) {
        return new PromptCache(other, clauses);
    }

    @Override
    public PromptCache as(Persona persona) {
        return spokenBy(voice.as(persona));
    }

    /**
     * Speaks a prompt; returns at once, never throws for what it holds.
     *
     * @param template text with places {@code {name}}, {@code {name|digits}} or {@code {name|letters}}
     * @param values by name; a missing one is left out
     */
    public Utterance speak(String template, Map<String, String> values, Style style) {
        return voice.speak(Template.fill(template, values, clauses), style);
    }

    /**
     * Speaks a sentence with its values already in it: what is kept of it is used, nothing more is kept, as nobody can
     * tell what in it belongs to one caller.
     */
    @Override
    public Utterance speak(String text, Style style) {
        return voice.speak(new Script(text, List.of(), clauses, false, false), style);
    }

    /**
     * Renders whatever of these prompts is the same in every call, one after the other: callers may be on the same lane, and
     * then wait for one step of it at most.
     *
     * @return completes when all is kept; fails with the first error, and what would have come after it is not rendered
     */
    public CompletableFuture<Void> warm(Collection<String> templates, Style style) {
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (String template : templates) {
            all = all.thenCompose(before -> keep(template, style));
        }
        return all;
    }

    private CompletableFuture<Void> keep(String template, Style style) {
        Utterance utterance = voice.speak(Template.sample(template, clauses), style);
        CompletableFuture<Void> finished = new CompletableFuture<>();
        utterance.onProgress(() -> complete(finished, utterance));
        return finished;
    }

    private static void complete(CompletableFuture<Void> finished, Utterance utterance) {
        Throwable error = utterance.error();
        if (error != null) {
            finished.completeExceptionally(error);
        } else if (utterance.done()) {
            finished.complete(null);
        }
    }

    /** Clauses kept. */
    public int size() {
        return clauses.size();
    }

    /** Bytes of audio kept. */
    public long bytes() {
        return clauses.bytes();
    }
}
