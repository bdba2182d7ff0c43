package io.parley.agent.dictation;

import io.parley.agent.ear.Dictated;
import io.parley.agent.ear.EarSlot;
import io.parley.agent.ear.Heard;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * An utterance that is being taken down, as its call sees it: gives the recogniser the audio while the caller speaks, asks
 * for the words in every pause, and waits for them no longer than a caller would. Confined to the call's context.
 */
final class Writing implements Take.Listener {
    /** What an utterance is taken down for. */
    enum Purpose {
        /** Its words are what the agent reads by its grammar: asked for as early as the ear looks ahead. */
        WORDS(EarSlot.SPECULATE_MILLIS),
        /** Its words are the answer: each question ends a sentence of the recogniser's, so not in every breath. */
        TEXT(480),
        /** The ear did not understand it. */
        MEANING(EarSlot.SPECULATE_MILLIS);

        final int pauseMillis;

        Purpose(int pauseMillis) {
            this.pauseMillis = pauseMillis;
        }
    }

    /** Silence after which a caller is answered, with or without the words. */
    private static final int PATIENCE_MILLIS = 1_400;
    /** Blocks of a pause that a recogniser hears before the speech that ends it; the voice activity is late by some. */
    private static final int RESUME_BLOCKS = 24;

    private final Dictation dictation;
    private final AudioTail tail;
    private final Purpose purpose;
    private final int longestMillis;
    private final @Nullable Take take;

    private long fedTo;
    private int questions;
    /** Speech up to the pause in which was asked; -1 while the caller speaks on. */
    private int askedSpeech = -1;

    private int askedAt;

    private Reader.@Nullable Reading answer;
    private boolean failed;

    Writing(
            Dictation dictation,
            Reader reader,
            Executor context,
            AudioTail tail,
            long from,
            Purpose purpose,
            int longestMillis) {
        this.dictation = dictation;
        this.tail = tail;
        this.fedTo = from;
        this.purpose = purpose;
        this.longestMillis = longestMillis;
        this.take = dictation.open(reader, context, this);
        if (take == null) {
            fail(DictationCounter.BUSY);
        }
    }

    /** The same report with what has become of this so far. */
    Heard on(Heard heard) {
        if (take != null && !failed) {
            advance(take, heard);
        }
        if (failed) {
            // Who was not understood anyway is no worse off.
            return purpose == Purpose.MEANING ? heard : heard.with(new Dictated.Failed());
        }
        Reader.Reading known = answer;
        if (known == null) {
            return heard.with(Dictated.PENDING);
        }
        Dictated written = new Dictated.Written(known.words(), known.resemblance(), full(heard));
        return known.read() == null ? heard.with(written) : heard.with(written, known.read());
    }

    private boolean full(Heard heard) {
        return heard.speechMillis() >= longestMillis;
    }

    private void advance(Take open, Heard heard) {
        if (askedSpeech >= 0 && heard.speechMillis() > askedSpeech && !full(heard)) {
            askedSpeech = -1;
            answer = null;
            fedTo = Math.max(fedTo, tail.end() - RESUME_BLOCKS);
        }
        if (askedSpeech < 0) {
            feed(open);
            if (heard.silenceMillis() >= purpose.pauseMillis || full(heard)) {
                askedSpeech = heard.speechMillis();
                askedAt = heard.atMillis();
                open.ask(++questions);
            }
        } else if (answer == null && Math.max(heard.silenceMillis(), heard.atMillis() - askedAt) >= PATIENCE_MILLIS) {
            fail(open.takenOn() ? DictationCounter.LATE : DictationCounter.BUSY);
        }
    }

    private void feed(Take open) {
        for (long block = Math.max(fedTo, tail.start()); block < tail.end(); block++) {
            open.hear(tail.copy(block));
        }
        fedTo = tail.end();
    }

    @Override
    public void onWords(int question, Reader.Reading reading) {
        if (question == questions && askedSpeech >= 0) {
            answer = reading;
        }
    }

    /** The recogniser has failed, and another one will do for the next utterance. */
    @Override
    public void onFailed() {
        failed = true;
        close();
    }

    private void fail(DictationCounter why) {
        dictation.counters().count(why);
        failed = true;
        close();
    }

    void close() {
        if (take != null) {
            take.close();
        }
    }
}
