package io.parley.server.cli;

import io.parley.media.Impairments;
import java.util.List;
import picocli.CommandLine.Option;

/** The option to try things out as if the network were bad. */
final class ImpairOptions {
    @Option(
            names = "--impair",
            paramLabel = "[in:|out:]KEY=VALUE,…",
            description =
                    "Spoils the packets of this side's calls: loss=3%%, burst=4 (packets lost in a row), delay=50ms,"
                            + " jitter=40ms, reorder=2%%, duplicate=1%%, seed=7. What comes in and what goes out, or only one of"
                            + " them; may be repeated.")
    private List<String> texts = List.of();

    /** @throws UsageFault for what cannot be read */
    Impairments impairments() {
        Impairments wanted = Impairments.NONE;
        for (String text : texts) {
            try {
                wanted = wanted.and(text);
            } catch (IllegalArgumentException e) {
                throw new UsageFault("--impair: " + e.getMessage());
            }
        }
        return wanted;
    }

    /** As they were given. */
    List<String> texts() {
        return List.copyOf(texts);
    }
}
