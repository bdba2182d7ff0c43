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
    private static final String VALUES = "a list of values, or values with lists of synonyms";
    private static final BigDecimal DEFAULT_MAX = new BigDecimal(1_000_000);

    private enum Type {
        CHOICE,
        NAME,
        DIGITS,
        CODE,
        YES_NO,
        AMOUNT,
        DATE,
        TIME,
        TEXT
    }

    private SlotLoader() {}

    static Optional<SlotSpec> load(String name, YamlValue value) {
        YamlMap slot = value.map("a type and what belongs to it");
        Optional<Type> type = slot.required("type", "choice, name, digits, code, yes-no, amount, date, time or text")
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
            case NAME -> name(slot, name, ask);
            case DIGITS -> digits(slot, name, ask);
            case CODE -> code(slot, name, ask);
            case AMOUNT -> amount(slot, name, ask);
            case YES_NO -> slot.build(() -> new SlotSpec.YesNo(name, ask));
            case DATE -> date(slot, name, ask);
            case TIME -> slot.build(() -> new SlotSpec.Time(name, ask));
            case TEXT -> text(slot, name, ask);
        };
    }

    private static Optional<SlotSpec> choice(YamlMap slot, String name, @Nullable String ask) {
        List<String> modifiers = slot.textList("modifiers");
        return slot.required("values", VALUES)
                .flatMap(SlotLoader::values)
                .flatMap(values -> slot.build(() -> new SlotSpec.Choice(name, ask, values, modifiers)));
    }

    private static Optional<SlotSpec> name(YamlMap slot, String name, @Nullable String ask) {
        Optional<YamlValue> file = slot.value("file");
        boolean both = file.isPresent() && slot.value("values").isPresent();
        if (both) {
            file.get().wrong("either file or values");
            return Optional.empty();
        }
        Optional<Map<String, List<String>>> values = file.isPresent()
                ? file.flatMap(NameFile::read)
                : slot.required("values", VALUES + ", or file: with one name a line")
                        .flatMap(SlotLoader::values);
        return values.flatMap(names -> slot.build(() -> new SlotSpec.Name(name, ask, names)));
    }

    private static Optional<Map<String, List<String>>> values(YamlValue written) {
        if (written.isList()) {
            return Optional.of(plain(written));
        }
        Map<String, List<String>> values = withSynonyms(written);
        return written.isMap() ? Optional.of(values) : Optional.empty();
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
        map.map(VALUES).values().forEach((value, written) -> {
            List<YamlValue> synonyms = written.isNull() ? List.of() : written.list("a list of synonyms, such as [big]");
            values.put(
                    value,
                    synonyms.stream()
                            .flatMap(synonym -> synonym.text().stream())
                            .toList());
        });
        return values;
    }

    /** A length as the file has it: {@code 4} or {@code 4-8}. */
    private record Length(int min, int max) {}

    private static Optional<SlotSpec> digits(YamlMap slot, String name, @Nullable String ask) {
        return length(slot, "a number of digits such as 4, or a range such as 4-8")
                .flatMap(length -> slot.build(() -> new SlotSpec.Digits(name, ask, length.min, length.max)));
    }

    private static Optional<SlotSpec> code(YamlMap slot, String name, @Nullable String ask) {
        Optional<YamlValue> pattern = slot.value("pattern");
        if (pattern.isEmpty()) {
            return length(slot, "a number of letters and digits such as 6, or a range such as 4-8")
                    .flatMap(length -> slot.build(() -> SlotSpec.Code.ofLength(name, ask, length.min, length.max)));
        }
        if (slot.value("length").isPresent()) {
            pattern.get().wrong("either pattern or length");
            return Optional.empty();
        }
        return pattern.flatMap(YamlValue::text)
                .flatMap(text -> slot.build(() -> SlotSpec.Code.ofPattern(name, ask, text)));
    }

    private static Optional<SlotSpec> date(YamlMap slot, String name, @Nullable String ask) {
        SlotSpec.Date.When when = slot.oneOf("when", SlotSpec.Date.When.FUTURE);
        return slot.build(() -> new SlotSpec.Date(name, ask, when));
    }

    private static Optional<Length> length(YamlMap slot, String expected) {
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
        return Optional.of(new Length(min, max));
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
