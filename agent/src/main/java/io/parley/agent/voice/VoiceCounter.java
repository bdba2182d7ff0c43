package io.parley.agent.voice;

/** What the voice counts, each with the sentence that explains it. */
public enum VoiceCounter {
    UTTERANCES("Utterances begun."),
    CLAUSES("Clauses rendered by the models."),
    CHUNKS("Runs of the vocoder, each at most 837 ms of audio."),
    SAMPLES("Samples of audio rendered, at 16 kHz."),
    CANCELLED("Utterances cancelled before they were finished."),
    FAILED("Utterances that ended with an error."),
    TRUNCATED("Texts cut because they were too long."),
    MARKUP_FLAWS("Texts with markup that is wrong, which was left out."),
    SILENT("Texts in which there was nothing to say."),
    CLAMPED("Wishes of text and style together that the voice cannot fulfil, and that were clamped."),
    CACHE_HITS("Clauses of prompts taken from the cache."),
    CACHE_MISSES("Clauses of prompts that had to be rendered."),
    CACHE_EVICTED("Clauses dropped from the cache to make room."),
    RENDER_NANOS("Time spent rendering, in nanoseconds."),
    QUEUE_NANOS("Time that rendering jobs waited for their turn, in nanoseconds."),
    JOBS("Rendering jobs run."),
    FIRST_AUDIO_NANOS("Time from the request to the first samples, in nanoseconds, over all utterances that had any."),
    FIRST_AUDIOS("Utterances that had samples.");

    private final String help;

    VoiceCounter(String help) {
        this.help = help;
    }

    /** One sentence for people who read the metrics. */
    public String help() {
        return help;
    }
}
