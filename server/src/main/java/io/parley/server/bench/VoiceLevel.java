package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured with so many voices at once. Pure.
 *
 * @param seconds that were measured
 * @param frames of 20 ms that were to be played
 * @param late of these, the ones that were not rendered when their time came
 * @param sentences begun
 * @param failed utterances that ended with an error
 * @param firstMillis from a text that had to be rendered to the first 20 ms of it that can be heard
 * @param silenceMillis of audio before those
 * @param cachedMillis the same as {@code firstMillis} of prompts that are kept
 * @param rendered what the voice did
 * @param cpuSeconds processor time of the whole process, ears included
 * @param lateSteps share of the playing thread's steps that began late: what it looks at late it finds rendered more often
 */
public record VoiceLevel(
        int voices,
        double seconds,
        long frames,
        long late,
        long sentences,
        long failed,
        double[] firstMillis,
        double[] silenceMillis,
        double[] cachedMillis,
        Rendered rendered,
        double cpuSeconds,
        double lateSteps) {
    /** So many frames may be late. */
    public static final double LATE_SHARE = LoadLevel.LATE_SHARE;

    /**
     * What the lanes rendered.
     *
     * @param speechSeconds of audio
     * @param laneSeconds that they took for it
     * @param waitMillis that a step of it waited for its turn, on average
     */
    public record Rendered(double speechSeconds, double laneSeconds, double waitMillis) {}

    /** From 0 to 1; NaN where there was nothing to play. */
    public double lateShare() {
        return frames == 0 ? Double.NaN : (double) late / frames;
    }

    /** Whether anything was said. */
    public boolean spoke() {
        return frames > 0 || firstMillis.length > 0;
    }

    /** Whether so many voices can speak at once. */
    public boolean holds() {
        return frames > 0 && failed == 0 && lateShare() <= LATE_SHARE;
    }

    /** Time on a lane for a second of speech; the processor's where nothing else wants the core. NaN where none was made. */
    public double realTimeFactor() {
        return per(rendered.laneSeconds);
    }

    /** Processor time of the process for a second of speech; NaN where none was made. */
    public double cpuPerSecond() {
        return per(cpuSeconds);
    }

    private double per(double took) {
        return rendered.speechSeconds == 0 ? Double.NaN : took / rendered.speechSeconds;
    }

    /** Processor time of the process, of a core. */
    public double core() {
        return cpuSeconds / seconds;
    }

    /** The keys of one of the summary's levels, see docs/commands.md. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("voices", voices);
        json.put("holds", holds());
        json.put("frames", frames);
        json.put("late", late);
        json.put("late_share", rounded(lateShare(), 1e6));
        json.put("sentences", sentences);
        json.put("failed", failed);
        json.put("rendered", firstMillis.length);
        json.put("first_ms", Percentiles.json(firstMillis));
        json.put("silence_ms", Percentiles.json(silenceMillis));
        json.put("cached", cachedMillis.length);
        json.put("cached_first_ms", Percentiles.json(cachedMillis));
        json.put("speech_s", rounded(rendered.speechSeconds, 10));
        json.put("real_time_factor", rounded(realTimeFactor(), 1e5));
        json.put("cpu_s_per_speech_s", rounded(cpuPerSecond(), 1e5));
        json.put("core", rounded(core(), 1e3));
        json.put("wait_ms", rounded(rendered.waitMillis, 1e3));
        json.put("late_steps", rounded(lateSteps, 1e6));
        return json;
    }

    private static @Nullable Double rounded(double value, double parts) {
        return Double.isNaN(value) ? null : Math.round(value * parts) / parts;
    }
}
