package io.parley.agent.voice;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An utterance and the job that renders it. {@link #run} is called by the voice's lane, one call at a time though not always
 * on the same thread; everything else by anyone.
 */
final class Speech implements Utterance, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Speech.class);
    private static final long NANOS_A_SAMPLE = 1_000_000_000L / VoicePack.SAMPLE_RATE;

    private final Rendering rendering;
    private final VoiceCounters counters;
    private final PackVoice speaker;
    private final Persona persona;
    private final Script script;
    private final Style style;
    private final long asked;
    private final Pcm pcm = new Pcm();

    private volatile Alignment alignment = Alignment.NONE;
    private volatile boolean done;
    private volatile @Nullable Throwable error;
    private volatile @Nullable Runnable listener;

    private @Nullable List<Clause> clauses;
    private int nextClause;
    private @Nullable ClauseRenderer renderer;
    private @Nullable Manner manner;
    private int[] phoneStarts = {};
    private int clauseStart;
    /** Whether anything of the clause has been heard, and the samples of silence left out before that. */
    private boolean sounds;

    private int silent;
    private int nextNote;
    private long queued;
    /** When the first samples were there. */
    private long began;

    Speech(Rendering rendering, PackVoice speaker, Persona persona, Script script, Style style) {
        this.rendering = rendering;
        this.counters = rendering.counters();
        this.speaker = speaker;
        this.persona = persona;
        this.script = script;
        this.style = style;
        this.asked = rendering.nanoTime();
    }

    Speech start() {
        counters.count(VoiceCounter.UTTERANCES);
        submit();
        return this;
    }

    private void submit() {
        queued = rendering.nanoTime();
        try {
            rendering.submit(this, runsOut());
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** When its listener will have heard what there is: long ago, where there is nothing yet. */
    private long runsOut() {
        return pcm.length() == 0 ? asked : began + pcm.length() * NANOS_A_SAMPLE;
    }

    @Override
    public void run() {
        if (done) {
            release();
            return;
        }
        long turn = rendering.nanoTime();
        counters.add(VoiceCounter.QUEUE_NANOS, turn - queued);
        counters.count(VoiceCounter.JOBS);
        try {
            work();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        counters.add(VoiceCounter.RENDER_NANOS, rendering.nanoTime() - turn);
        if (!done) {
            submit();
        }
    }

    /** One step; at the beginning as many as it takes to have something to play. */
    private void work() {
        Workbench bench = rendering.borrow();
        try {
            do {
                step(bench);
            } while (pcm.length() == 0 && !done);
        } catch (RuntimeException | Error e) {
            // Whatever state its tensors are in, the next utterance gets others.
            bench.close();
            throw e;
        }
        rendering.giveBack(bench);
        progress();
    }

    private void step(Workbench bench) {
        List<Clause> all = clauses;
        if (all == null) {
            all = read();
            clauses = all;
        } else if (renderer != null) {
            render(renderer, all.get(nextClause), bench);
        } else {
            begin(all.get(nextClause));
        }
        // Whoever has all its audio is done, and needs no turn more in which the voice could be gone.
        if (nextClause == all.size()) {
            finish();
        }
    }

    private List<Clause> read() {
        String text = script.text();
        if (text.length() > TextToPhones.MAX_CHARS) {
            counters.count(VoiceCounter.TRUNCATED);
            LOG.warn("text of {} characters is cut, expected at most {}", text.length(), TextToPhones.MAX_CHARS);
        }
        Marked marked = Marked.of(text);
        if (!marked.flaws().isEmpty()) {
            counters.count(VoiceCounter.MARKUP_FLAWS);
            LOG.warn("markup that is wrong is left out: {}", marked.flaws());
        }
        List<Clause> read = rendering.front(speaker, persona).clauses(marked);
        if (read.isEmpty()) {
            counters.count(VoiceCounter.SILENT);
            LOG.warn("nothing to say in a text of {} characters", text.length());
        }
        return read;
    }

    private boolean isLast() {
        return clauses != null && nextClause == clauses.size() - 1;
    }

    /** Takes a clause from the cache, or gets ready to render it. */
    private void begin(Clause clause) {
        Manner how = new Manner(rendering.sayer(speaker, clause).index(), style, nextNote, isLast());
        ClauseCache cache = script.cacheFor(clause);
        ClauseCache.Audio audio = cache == null ? null : cache.get(ClauseCache.Key.of(clause, how));
        clauseStart = pcm.written();
        if (audio != null) {
            alignment = alignment.with(clause, clauseStart, audio.phoneStarts());
            append(audio.samples(), audio.samples().length);
            over(clause);
        } else if (cache == null && script.onlyFixed()) {
            over(clause);
        } else {
            counters.count(VoiceCounter.CLAUSES);
            manner = how;
            sounds = false;
            silent = 0;
            renderer = rendering.renderer(clause, how, clauseStart == 0);
        }
    }

    /** The next clause is the next to be said, on the melody's next note. */
    private void over(Clause clause) {
        nextClause++;
        int notes = style.melody().size();
        nextNote = notes == 0 ? 0 : (nextNote + Syllable.of(clause).size()) % notes;
    }

    private void render(ClauseRenderer current, Clause clause, Workbench bench) {
        int samples = current.step(bench);
        if (samples > 0) {
            counters.count(VoiceCounter.CHUNKS);
            rendered(current, clause, samples);
        }
        if (current.finished()) {
            keep(clause);
            renderer = null;
            over(clause);
        }
    }

    /** Adds what has been rendered, but for the silence before a clause's first sound: nobody need wait for that. */
    private void rendered(ClauseRenderer current, Clause clause, int samples) {
        short[] room = pcm.room(samples);
        int from = pcm.written();
        Loudness.apply(current.audio(), samples, room, from);
        int begins = sounds ? from : Loudness.soundBegins(room, from, from + samples);
        silent += begins - from;
        int kept = from + samples - begins;
        if (!sounds && (kept > 0 || current.finished())) {
            sounds = true;
            placed(current, clause);
        }
        if (kept > 0) {
            System.arraycopy(room, begins, room, from, kept);
            counters.add(VoiceCounter.SAMPLES, kept);
            pcm.wrote(kept);
            // Silence at the end of a turn keeps the caller waiting, and is not known for the end before more has come.
            publish(isLast() ? Loudness.soundEnds(room, pcm.length(), pcm.written()) : pcm.written());
        }
    }

    /** Where the phones are is known as soon as it is known how much silence is left out before the first. */
    private void placed(ClauseRenderer current, Clause clause) {
        ClausePlan plan = Objects.requireNonNull(current.plan());
        phoneStarts = new int[clause.phones().length()];
        for (int i = 0; i < phoneStarts.length; i++) {
            phoneStarts[i] = Math.max(0, (plan.starts[i + 1] - VoicePack.EARLY) * VoicePack.HOP - silent);
        }
        alignment = alignment.with(clause, clauseStart, phoneStarts);
        if (current.clamped() > 0) {
            counters.add(VoiceCounter.CLAMPED, current.clamped());
            LOG.warn(
                    "style {} and the marks of a clause ask {} times for more than the voice can do: clamped",
                    style.name(),
                    current.clamped());
        }
    }

    private void keep(Clause clause) {
        ClauseCache cache = script.cacheFor(clause);
        // A cancel may have kept the end of the clause from being published.
        if (cache != null && manner != null && script.keeps() && !done) {
            cache.put(ClauseCache.Key.of(clause, manner), new ClauseCache.Audio(pcm.from(clauseStart), phoneStarts));
        }
    }

    private void append(short[] samples, int n) {
        System.arraycopy(samples, 0, pcm.room(n), pcm.written(), n);
        pcm.wrote(n);
        publish(pcm.written());
    }

    private void publish(int end) {
        if (pcm.length() == 0 && end > 0) {
            began = rendering.nanoTime();
            counters.count(VoiceCounter.FIRST_AUDIOS);
            counters.add(VoiceCounter.FIRST_AUDIO_NANOS, began - asked);
        }
        synchronized (this) {
            // What a cancel overtook is not shown: an utterance that is done does not change.
            if (!done) {
                pcm.publish(end);
            }
        }
    }

    private void finish() {
        pcm.trim();
        end();
        release();
    }

    private void fail(Throwable cause) {
        counters.count(VoiceCounter.FAILED);
        LOG.error("the voice failed after {} samples", pcm.length(), cause);
        error = cause;
        end();
        release();
        progress();
    }

    /** @return false where it was over already */
    private synchronized boolean end() {
        boolean first = !done;
        done = true;
        return first;
    }

    private void release() {
        renderer = null;
        clauses = null;
    }

    private void progress() {
        Runnable current = listener;
        if (current != null) {
            try {
                current.run();
            } catch (RuntimeException e) {
                LOG.error("a listener of the voice failed", e);
            }
        }
    }

    @Override
    public int available() {
        return pcm.length();
    }

    @Override
    public boolean done() {
        return done;
    }

    @Override
    public @Nullable Throwable error() {
        return error;
    }

    @Override
    public int copy(int from, short[] destination, int offset, int n) {
        return pcm.copy(from, destination, offset, n);
    }

    @Override
    public Alignment alignment() {
        return alignment;
    }

    @Override
    public void cancel() {
        if (end()) {
            counters.count(VoiceCounter.CANCELLED);
        }
    }

    @Override
    public void onProgress(Runnable listener) {
        this.listener = listener;
        if (done || pcm.length() > 0 || alignment != Alignment.NONE) {
            progress();
        }
    }
}
