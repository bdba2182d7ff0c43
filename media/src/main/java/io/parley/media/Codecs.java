package io.parley.media;

import io.parley.config.CodecName;
import io.parley.config.CodecPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which codecs a session may have, and which of them is better. Immutable. */
final class Codecs {
    private static final int NARROW = 1;

    private final CodecPolicy policy;

    Codecs(CodecPolicy policy) {
        this.policy = policy;
    }

    /** Those that may be answered with. */
    List<Codec> usable() {
        return of(policy.isDefault() ? List.of(CodecName.values()) : policy.order());
    }

    /**
     * Those of an offer of ours. Opus only where the configuration names it: a PBX that takes it often has to recode for
     * it, and every INVITE by UDP grows.
     */
    List<Codec> offered() {
        List<Codec> codecs = usable();
        return policy.isDefault()
                ? codecs.stream().filter(codec -> codec != Codec.OPUS).collect(Collectors.toList())
                : codecs;
    }

    private static List<Codec> of(List<CodecName> names) {
        List<Codec> codecs = new ArrayList<>();
        names.stream()
                .map(name -> Codec.valueOf(name.name()))
                .filter(Codec::isAvailable)
                .forEach(codecs::add);
        return codecs;
    }

    /** 0 for the best; where the choice is ours, all that sound alike are, and so the caller's order counts. */
    int rank(Codec codec) {
        if (policy.isDefault()) {
            return codec.sampleRate() == Audio.SAMPLE_RATE ? 0 : NARROW;
        }
        return policy.order().indexOf(CodecName.valueOf(codec.name()));
    }
}
