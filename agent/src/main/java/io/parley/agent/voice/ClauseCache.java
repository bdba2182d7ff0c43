package io.parley.agent.voice;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Audio of clauses, the least recently used dropped first. Bounded by number and by bytes; safe on any thread. */
final class ClauseCache {
    /**
     * What a clause's audio follows from.
     *
     * @param marks how each word is said; empty where none differs from the style
     */
    record Key(String phones, Manner manner, List<Mark> marks) {
        static Key of(Clause clause, Manner manner) {
            List<Mark> marks = clause.words().stream()
                    .map(word -> new Mark(word.delivery(), word.pauseAfter()))
                    .toList();
            return new Key(clause.phones(), manner, marks.stream().allMatch(Mark.NONE::equals) ? List.of() : marks);
        }
    }

    /** What the text asks for at a word. */
    record Mark(Delivery delivery, int pauseAfter) {
        static final Mark NONE = new Mark(Delivery.PLAIN, Clause.Word.NATURAL);
    }

    /**
     * @param phoneStarts first sample of each phone of the clause
     */
    record Audio(short[] samples, int[] phoneStarts) {
        long bytes() {
            return 2L * samples.length + 4L * phoneStarts.length;
        }
    }

    private final LinkedHashMap<Key, Audio> clauses = new LinkedHashMap<>(16, 0.75f, true);
    private final int mostClauses;
    private final long mostBytes;
    private final VoiceCounters counters;
    private long bytes;

    ClauseCache(int mostClauses, long mostBytes, VoiceCounters counters) {
        this.mostClauses = mostClauses;
        this.mostBytes = mostBytes;
        this.counters = counters;
    }

    synchronized @Nullable Audio get(Key key) {
        Audio audio = clauses.get(key);
        counters.count(audio == null ? VoiceCounter.CACHE_MISSES : VoiceCounter.CACHE_HITS);
        return audio;
    }

    /** Keeps a clause, and drops others to make room; one that alone is larger than the cache is not kept. */
    synchronized void put(Key key, Audio audio) {
        if (audio.bytes() > mostBytes) {
            return;
        }
        Audio before = clauses.put(key, audio);
        bytes += audio.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Map.Entry<Key, Audio>> eldest = clauses.entrySet().iterator();
        while (clauses.size() > mostClauses || bytes > mostBytes) {
            bytes -= eldest.next().getValue().bytes();
            eldest.remove();
            counters.count(VoiceCounter.CACHE_EVICTED);
        }
    }

    synchronized int size() {
        return clauses.size();
    }

    synchronized long bytes() {
        return bytes;
    }
}
