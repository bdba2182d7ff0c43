package io.parley.agent.voice;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An utterance and the job that renders it. {@link #run} is called by the voice's lane, one call at a time though not always
 * on the same thread; everything else by anyone.
 */
final class Speech implements Utterance, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Speech.class);
    private static final Unit[] NO_UNITS = {};

    private final OnnxVoice voice;
    private final VoiceCounters counters;
    private final Script script;
    private final Style style;
    private final long asked;
    private final Pcm pcm = new Pcm();

    private volatile Unit[] units = NO_UNITS;
    private volatile boolean done;
    private volatile @Nullable Throwable error;
    private volatile @Nullable Runnable listener;

    private @Nullable List<Clause> clauses;
    private int nextClause;
    private @Nullable ClauseRenderer renderer;
    private int clauseStart;
    private long queued;

    Speech(OnnxVoice voice, Script script, Style style) {
        this.voice = voice;
        this.counters = voice.counters();
        this.script = script;
        this.style = style;
        this.asked = voice.nanoTime();
    }

    Speech start() {
        counters.count(VoiceCounter.UTTERANCES);
        submit();
        return this;
    }

    private void submit() {
        queued = voice.nanoTime();
        try {
            voice.lane().execute(this);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public void run() {
        if (done) {
            release();
            return;
        }
        long began = voice.nanoTime();
        counters.add(VoiceCounter.QUEUE_NANOS, began - queued);
        counters.count(VoiceCounter.JOBS);
        try {
            work();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        counters.add(VoiceCounter.RENDER_NANOS, voice.nanoTime() - began);
        if (!done) {
            submit();
        }
    }

    /** One step; at the beginning as many as it takes to have something to play. */
    private void work() {
        Workbench bench = voice.borrow();
        try {
            do {
                step(bench);
            } while (pcm.length() == 0 && !done);
        } catch (RuntimeException | Error e) {
            // Whatever state its tensors are in, the next utterance gets others.
            bench.close();
            throw e;
        }
        voice.giveBack(bench);
        progress();
    }

    private void step(Workbench bench) {
        List<Clause> all = clauses;
        if (all == null) {
            read();
        } else if (renderer != null) {
            render(renderer, all.get(nextClause), bench);
        } else if (nextClause < all.size()) {
            begin(all.get(nextClause));
        } else {
            finish();
        }
    }

    private void read() {
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
        clauses = voice.front().clauses(marked);
        if (clauses.isEmpty()) {
            counters.count(VoiceCounter.SILENT);
            LOG.warn("nothing to say in a text of {} characters", text.length());
        }
    }

    private boolean isLast() {
        return clauses != null && nextClause == clauses.size() - 1;
    }

    private ClauseCache.Key key(Clause clause) {
        return new ClauseCache.Key(clause.phones(), isLast(), style);
    }

    /** Takes a clause from the cache, or gets ready to render it. */
    private void begin(Clause clause) {
        ClauseCache cache = script.cacheFor(clause);
        ClauseCache.Audio audio = cache == null ? null : cache.get(key(clause));
        clauseStart = pcm.written();
        if (audio != null) {
            addUnits(clause, audio.unitStarts());
            append(audio.samples(), audio.samples().length);
            nextClause++;
        } else if (cache == null && script.onlyFixed()) {
            nextClause++;
        } else {
            counters.count(VoiceCounter.CLAUSES);
            renderer = voice.renderer(clause.phones(), style, isLast(), clauseStart == 0);
        }
    }

    private void render(ClauseRenderer current, Clause clause, Workbench bench) {
        boolean known = current.plan() != null;
        int samples = current.step(bench);
        ClausePlan plan = current.plan();
        if (!known && plan != null) {
            addUnits(clause, unitStarts(clause, plan));
        }
        if (samples > 0) {
            counters.count(VoiceCounter.CHUNKS);
            append(current.audio(), samples);
        }
        if (current.finished()) {
            keep(clause);
            renderer = null;
            nextClause++;
        }
    }

    /** First sample of each word within its clause: where its first phone begins. */
    private static int[] unitStarts(Clause clause, ClausePlan plan) {
        int[] starts = new int[clause.words().size()];
        for (int i = clause.phones().length() - 1; i >= 0; i--) {
            starts[clause.unitOf()[i]] = plan.starts[i + 1] * VoicePack.HOP;
        }
        return starts;
    }

    private void addUnits(Clause clause, int[] starts) {
        Unit[] more = Arrays.copyOf(units, units.length + starts.length);
        for (int i = 0; i < starts.length; i++) {
            Clause.Word word = clause.words().get(i);
            more[units.length + i] = new Unit(word.text(), word.from(), word.to(), clauseStart + starts[i]);
        }
        units = more;
    }

    private void keep(Clause clause) {
        ClauseCache cache = script.cacheFor(clause);
        // A cancel may have kept the end of the clause from being published.
        if (cache != null && script.keeps() && !done) {
            int n = clause.words().size();
            int[] starts = new int[n];
            for (int i = 0; i < n; i++) {
                starts[i] = units[units.length - n + i].firstSample() - clauseStart;
            }
            cache.put(key(clause), new ClauseCache.Audio(pcm.from(clauseStart), starts));
        }
    }

    private void append(float[] samples, int n) {
        Loudness.apply(samples, n, pcm.room(n), pcm.written());
        counters.add(VoiceCounter.SAMPLES, n);
        pcm.wrote(n);
        // Silence at the end of a turn keeps the caller waiting, and is not known for the end before more has come.
        publish(isLast() ? Loudness.soundEnds(pcm.room(0), pcm.length(), pcm.written()) : pcm.written());
    }

    private void append(short[] samples, int n) {
        System.arraycopy(samples, 0, pcm.room(n), pcm.written(), n);
        pcm.wrote(n);
        publish(pcm.written());
    }

    private void publish(int end) {
        if (pcm.length() == 0 && end > 0) {
            counters.count(VoiceCounter.FIRST_AUDIOS);
            counters.add(VoiceCounter.FIRST_AUDIO_NANOS, voice.nanoTime() - asked);
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
    public List<Unit> units() {
        return List.of(units);
    }

    @Override
    public int unitAt(int sample) {
        Unit[] known = units;
        int low = 0;
        int high = known.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (known[middle].firstSample() <= sample) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
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
        if (done || pcm.length() > 0 || units.length > 0) {
            progress();
        }
    }
}
