package io.parley.agent.dictation;

import io.parley.agent.ear.Heard;
import io.parley.agent.ear.Hearing;
import io.parley.media.Audio;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hears as somebody else does, and has utterances taken down beside: those that answer a question for free text, those
 * that no grammar explains, or all of them. Each report says what has become of it. Confined to the call's context.
 */
public final class Stenographer implements Hearing {
    /** The utterance that is noticed late begins this much before its detected onset. */
    private static final int PRE_ROLL_BLOCKS = 13;
    /** What is kept of a caller for the start of an utterance: a lane may be late by 1.28 s. */
    private static final int KEPT_BLOCKS = 100;
    /** The same where whole utterances may have to be taken down afterwards: 12 s. */
    private static final int KEPT_WHOLE_BLOCKS = 600;
    /** The longest utterance, where no free text was asked for. */
    private static final int LONGEST_MILLIS = 25_000;

    private final Dictation dictation;
    private final Readers readers;
    private final Executor context;
    private final Consumer<Heard> listener;
    private final AudioTail tail;
    private final Hearing ear;

    private Map<String, Float> expected = Map.of();
    private int textMillis;
    private @Nullable Heard last;
    private @Nullable Writing writing;
    private boolean closed;
    /** Utterances up to this one have been decided on. */
    private int seen;
    /** Blocks before this one belong to what has been dealt with. */
    private long settled;

    /**
     * @param ear makes the hearing whose reports are added to, given whom to report to
     * @param context runs the listener
     */
    public Stenographer(
            Dictation dictation,
            Readers readers,
            Executor context,
            Function<Consumer<Heard>, Hearing> ear,
            Consumer<Heard> listener) {
        this.dictation = dictation;
        this.readers = readers;
        this.context = context;
        this.listener = listener;
        this.tail = new AudioTail(readers.afterwards() ? KEPT_WHOLE_BLOCKS : KEPT_BLOCKS);
        this.ear = ear.apply(this::onHeard);
    }

    @Override
    public void hear(short[] pcm, float played) {
        tail.add(pcm);
        ear.hear(pcm, played);
    }

    @Override
    public void expect(Map<String, Float> priors, int longestText) {
        expected = Map.copyOf(priors);
        textMillis = longestText;
        ear.expect(priors, longestText);
    }

    /** From its beginning, as far as that is still here. */
    @Override
    public void takeDown() {
        Heard now = last;
        if (writing == null && now != null && now.inUtterance() && readers.afterwards() && isHere(now)) {
            writing = begin(now, Writing.Purpose.MEANING);
        }
    }

    private boolean isHere(Heard heard) {
        return onset(heard) >= tail.start();
    }

    private long onset(Heard heard) {
        return heard.onsetMillis() / Audio.FRAME_MILLIS + ear.lostBlocks();
    }

    @Override
    public void settle() {
        settled = tail.end();
        drop();
        ear.settle();
    }

    @Override
    public void close() {
        closed = true;
        drop();
        ear.close();
    }

    @Override
    public long lostBlocks() {
        return ear.lostBlocks();
    }

    private void drop() {
        if (writing != null) {
            writing.close();
            writing = null;
        }
    }

    private void onHeard(Heard heard) {
        if (closed) {
            return;
        }
        last = heard;
        if (!heard.inUtterance()) {
            drop();
        } else if (heard.utterance() > seen) {
            seen = heard.utterance();
            drop();
            if (textMillis > 0) {
                writing = begin(heard, Writing.Purpose.TEXT);
            } else if (readers.always()) {
                writing = begin(heard, Writing.Purpose.WORDS);
            }
        }
        listener.accept(writing == null ? heard : writing.on(heard));
    }

    private Writing begin(Heard heard, Writing.Purpose purpose) {
        long from = Math.max(Math.max(settled, tail.start()), onset(heard) - PRE_ROLL_BLOCKS);
        int longest = purpose == Writing.Purpose.TEXT ? textMillis : LONGEST_MILLIS;
        return new Writing(dictation, readers.reader(purpose, expected), context, tail, from, purpose, longest);
    }
}
