package io.parley.server.bench;

import io.parley.agent.voice.VoiceCounter;
import io.parley.agent.voice.VoiceCounters;
import io.parley.media.Audio;

/** What the voices and their process have done so far: read before and after a measurement. */
record VoiceReading(
        long nanos, ProcessLoad process, long samples, long renderNanos, long queueNanos, long jobs, long failed) {
    static VoiceReading now(VoiceCounters counters) {
        return new VoiceReading(
                System.nanoTime(),
                ProcessLoad.now(),
                counters.get(VoiceCounter.SAMPLES),
                counters.get(VoiceCounter.RENDER_NANOS),
                counters.get(VoiceCounter.QUEUE_NANOS),
                counters.get(VoiceCounter.JOBS),
                counters.get(VoiceCounter.FAILED));
    }

    /**
     * What was measured since.
     *
     * @param tally of the same time
     */
    VoiceLevel since(VoiceReading from, int voices, VoiceTally tally) {
        long ran = jobs - from.jobs;
        return new VoiceLevel(
                voices,
                (nanos - from.nanos) / 1e9,
                tally.frames,
                tally.late,
                tally.sentences,
                failed - from.failed,
                tally.first(),
                tally.silence(),
                tally.cached(),
                new VoiceLevel.Rendered(
                        (double) (samples - from.samples) / Audio.SAMPLE_RATE,
                        (renderNanos - from.renderNanos) / 1e9,
                        ran == 0 ? Double.NaN : (queueNanos - from.queueNanos) / 1e6 / ran),
                (process.cpuNanos() - from.process.cpuNanos()) / 1e9,
                tally.steps == 0 ? Double.NaN : (double) tally.lateSteps / tally.steps);
    }
}
