package io.parley.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads how an agent sounds. */
final class VoiceLoader {
    private static final String STYLE = "the name of a style, or keys and values such as { base: calm, rate: 0.95 }";

    private VoiceLoader() {}

    static VoiceSpec load(YamlMap voice) {
        String name = voice.text("name", VoiceSpec.DEFAULT.name());
        StyleSpec style = voice.value("style").flatMap(VoiceLoader::style).orElse(VoiceSpec.DEFAULT.style());
        voice.finish();
        return voice.build(() -> new VoiceSpec(name, style)).orElse(VoiceSpec.DEFAULT);
    }

    private static Optional<StyleSpec> style(YamlValue value) {
        if (value.isText()) {
            return value.parsed(StyleSpec::named);
        }
        YamlMap style = value.map(STYLE);
        if (!style.usable()) {
            return Optional.empty();
        }
        String base = style.text("base", VoiceSpec.DEFAULT.style().base());
        Map<StyleKey, Double> settings = new EnumMap<>(StyleKey.class);
        for (StyleKey key : StyleKey.values()) {
            style.value(key.key())
                    .flatMap(YamlValue::decimal)
                    .ifPresent(number -> settings.put(key, number.doubleValue()));
        }
        String melody = style.text("melody", "");
        style.finish();
        return style.build(() -> new StyleSpec(base, settings, melody));
    }
}
