package io.parley.agent.dictation;

/** What dictation counts, each with the sentence that explains it. */
public enum DictationCounter {
    UTTERANCES("Utterances that a recogniser began to take down."),
    BUSY("Utterances for which no recogniser was free in time."),
    LATE("Utterances whose words did not come in time."),
    FAILURES("Recognisers that failed and were replaced."),
    RESULTS("Times that a recogniser gave the words up to a pause."),
    RESULT_NANOS("Time from asking for the words up to a pause to having read them, in nanoseconds."),
    AUDIO_MILLIS("Audio that recognisers took, in milliseconds.");

    private final String help;

    DictationCounter(String help) {
        this.help = help;
    }

    /** One sentence for people who read the metrics. */
    public String help() {
        return help;
    }
}
