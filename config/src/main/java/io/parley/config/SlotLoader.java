package io.parley.config;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code slots:}. */
final class SlotLoader {
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,2})(?:-([0-9]{1,2}))?");
    private static final BigDecimal DEFAULT_MAX = new BigDecimal(1_000_000);

    private enum Type {
        CHOICE,
        DIGITS,
        YES_NO,
        AMOUNT,
        DATE,
        TIME,
        TEXT
    }

    private SlotLoader() {}

    static Optional<SlotSpec> load(String name, YamlValue value) {
        YamlMap slot = value.map("a type and what belongs to it");
        Optional<Type> type = slot.required("type", "choice, digits, yes-no, amount, date, time or text")
                .flatMap(written -> written.oneOf(Type.class));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        String ask = slot.textOrNull("ask");
        Optional<SlotSpec> spec = read(slot, type.get(), name, ask);
        slot.finish();
        return spec;
    }

    private static Optional<SlotSpec> read(YamlMap slot, Type type, String name, @Nullable String ask) {
        return switch (type) {
            case CHOICE -> choice(slot, name, ask);
            case DIGITS -> digits(slot, name, ask);
            case AMOUNT -> amount(slot, name, ask);
            case YES_NO -> slot.build(() -> new SlotSpec.YesNo(name, ask));
            case DATE -> slot.build(() -> new SlotSpec.Date(name, ask));
            case TIME -> slot.build(() -> new SlotSpec.Time(name, ask));
            case TEXT -> text(slot, name, ask);
        };
    }

    private static Optional<SlotSpec> choice(YamlMap slot, String name, @Nullable String ask) {
        List<String> modifiers = slot.textList("modifiers");
        Optional<YamlValue> written = slot.required("values", "a list of values, or values with lists of synonyms");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        boolean plain = written.get().isList();
        Map<String, List<String>> values = plain ? plain(written.get()) : withSynonyms(written.get());
        if (!plain && !written.get().isMap()) {
            return Optional.empty();
        }
        return slot.build(() -> new SlotSpec.Choice(name, ask, values, modifiers));
    }

    private static Map<String, List<String>> plain(YamlValue list) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (YamlValue item : list.list("a list of values")) {
            String text = item.textOrStandIn();
            if (values.putIfAbsent(text, List.of()) != null) {
                item.wrong("each value only once");
            }
            item.alsoAt(list.path() + "." + text);
        }
        return values;
    }

    private static Map<String, List<String>> withSynonyms(YamlValue map) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        map.map("a list of values, or values with lists of synonyms").values().forEach((value, written) -> {
            List<YamlValue> synonyms = written.isNull() ? List.of() : written.list("a list of synonyms, such as [big]");
            values.put(
                    value,
                    synonyms.stream()
                            .flatMap(synonym -> synonym.text().stream())
                            .toList());
        });
        return values;
    }

    private static Optional<SlotSpec> digits(YamlMap slot, String name, @Nullable String ask) {
        String expected = "a number of digits such as 4, or a range such as 4-8";
        Optional<YamlValue> written = slot.required("length", expected);
        Optional<Matcher> form =
                written.flatMap(YamlValue::text).map(LENGTH::matcher).filter(Matcher::matches);
        if (form.isEmpty()) {
            written.filter(YamlValue::isText).ifPresent(value -> value.wrong(expected));
            return Optional.empty();
        }
        int min = Integer.parseInt(form.get().group(1));
        int max =
                form.get().group(2) == null ? min : Integer.parseInt(form.get().group(2));
        return slot.build(() -> new SlotSpec.Digits(name, ask, min, max));
    }

    private static Optional<SlotSpec> text(YamlMap slot, String name, @Nullable String ask) {
        int seconds = slot.integer("max-seconds", SlotSpec.Text.DEFAULT_SECONDS);
        return slot.build(() -> new SlotSpec.Text(name, ask, seconds));
    }

    private static Optional<SlotSpec> amount(YamlMap slot, String name, @Nullable String ask) {
        BigDecimal min = slot.decimal("min", BigDecimal.ZERO);
        BigDecimal max = slot.decimal("max", DEFAULT_MAX.max(min.add(BigDecimal.ONE)));
        String unit = slot.textOrNull("unit");
        return slot.build(() -> new SlotSpec.Amount(name, ask, min, max, unit));
    }
}
