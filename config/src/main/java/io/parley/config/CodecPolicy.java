package io.parley.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which codecs calls may have, in order of preference.
 *
 * @param order each at most once; none leaves the choice to us: of what is offered, wideband before narrowband and
 *     otherwise as the caller prefers; calls of our own offer everything but Opus
 */
public record CodecPolicy(List<CodecName> order) {
    /** Leaves the choice to us. */
    public static final CodecPolicy DEFAULT = new CodecPolicy(List.of());

    private static final String AUTO = "auto";

    static final String EXPECTED =
            "auto, or a list of opus, g722, pcmu and pcma, the preferred first, each once at most";

    public CodecPolicy {
        order = List.copyOf(order);
        Rules rules = new Rules();
        HashSet<CodecName> seen = new HashSet<>();
        for (int i = 0; i < order.size(); i++) {
            rules.require(seen.add(order.get(i)), "codecs[" + i + "]", order.get(i), EXPECTED);
        }
        rules.check();
    }

    /** What stands under {@code codecs}; empty where that is wrong and has been told. */
    static Optional<CodecPolicy> read(YamlMap at) {
        Optional<YamlValue> written = at.value("codecs");
        if (written.isEmpty() || written.get().is(AUTO)) {
            return Optional.of(DEFAULT);
        }
        Optional<List<CodecName>> order =
                written.get().items(EXPECTED, item -> item.text().flatMap(text -> known(item, text)));
        if (order.isPresent() && order.get().isEmpty()) {
            at.wrong("codecs", "", EXPECTED);
            return Optional.empty();
        }
        return order.flatMap(names -> at.build(() -> new CodecPolicy(names)));
    }

    private static Optional<CodecName> known(YamlValue item, String text) {
        Optional<CodecName> name = CodecName.of(text);
        if (name.isEmpty()) {
            item.wrong("one of opus, g722, pcmu or pcma");
        }
        return name;
    }

    /** Leaves the choice to us. */
    public boolean isDefault() {
        return order.isEmpty();
    }
}
