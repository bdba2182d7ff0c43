package io.parley.agent.grammar;

import io.parley.agent.ear.Tag;
import io.parley.config.SlotSpec;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the tagged words of a slot's value. */
final class SlotReader {
    private final Map<String, SlotSpec> specs;
    private final LocalDate today;
    private final Known known;

    /** @param today for "tomorrow" */
    SlotReader(Map<String, SlotSpec> specs, LocalDate today, Known known) {
        this.specs = specs;
        this.today = today;
        this.known = known;
    }

    enum Kind {
        WHOLE,
        /** Something is missing. */
        PARTIAL,
        /** One of several, with {@link NamePhrases#OR} between them. */
        CHOICES
    }

    record Said(String value, Kind kind) {}

    private static Said whole(String value) {
        return new Said(value, Kind.WHOLE);
    }

    /** Whether a tag is part of a slot's value. */
    boolean reads(Tag tag) {
        boolean ofValue = tag.kind() != Tag.Kind.TASK && tag.kind() != Tag.Kind.COMMAND;
        return ofValue && specs.containsKey(tag.name());
    }

    /**
     * @param tags in a row, of one slot
     * @return null for what is no value of the slot
     */
    @Nullable
    Said read(List<Tag> tags) {
        String slot = tags.get(0).name();
        SlotSpec spec = Objects.requireNonNull(specs.get(slot), slot);
        List<String> words = new ArrayList<>();
        tags.forEach(tag -> words.add(tag.value()));
        Places places = Places.of(spec);
        if (places != null) {
            return spelled(words, places, spec);
        }
        if (spec instanceof SlotSpec.Amount amount) {
            return amount(words.subList(words.lastIndexOf(Phrases.AGAIN) + 1, words.size()), amount);
        }
        if (spec instanceof SlotSpec.Date date) {
            String day = CalendarWords.date(words, today, date.when(), known(known.partial(), slot));
            boolean yearless = day != null && day.startsWith("--");
            return day == null ? null : new Said(day, yearless ? Kind.PARTIAL : Kind.WHOLE);
        }
        if (spec instanceof SlotSpec.Time) {
            return whole(CalendarWords.time(words).toString());
        }
        if (tags.get(tags.size() - 1).kind() == Tag.Kind.MODIFIER) {
            return null;
        }
        String value = String.join(" ", words);
        return new Said(
                value, spec instanceof SlotSpec.Name && value.contains(NamePhrases.OR) ? Kind.CHOICES : Kind.WHOLE);
    }

    private static @Nullable Said amount(List<String> words, SlotSpec.Amount amount) {
        BigDecimal value = NumberWords.amount(words);
        boolean inRange = value.compareTo(amount.min()) >= 0 && value.compareTo(amount.max()) <= 0;
        return inRange ? whole(value.toPlainString()) : null;
    }

    private @Nullable Said spelled(List<String> parts, Places places, SlotSpec spec) {
        String before = known(known.partial(), places.slot());
        String whole = known(known.values(), places.slot()).replaceAll("[^A-Z0-9]", "");
        String said = Spelling.read(parts, before.isEmpty() ? whole : before, places);
        if (said == null) {
            return null;
        }
        if (before.isEmpty() && !Spelling.edits(parts) && said.length() < places.fewest()) {
            int run = places.onlyRun(said);
            if (run >= 0 && whole.length() >= run + said.length()) {
                // "D as in David, T as in Tom": the letters of a code whose digits were right.
                return written(
                        new StringBuilder(whole)
                                .replace(run, run + said.length(), said)
                                .toString(),
                        spec);
            }
        }
        boolean alone = Spelling.edits(parts) || places.fewest() == places.most() && said.length() == places.most();
        String joined = !alone && places.fits(before.length(), said) ? before + said : said;
        if (joined.isEmpty() || !places.fits(0, joined)) {
            return null;
        }
        if (joined.length() < places.fewest()) {
            return new Said(joined, Kind.PARTIAL);
        }
        return written(joined, spec);
    }

    private static Said written(String symbols, SlotSpec spec) {
        return whole(spec instanceof SlotSpec.Code code ? code.written(symbols) : symbols);
    }

    private static String known(Map<String, String> values, String slot) {
        return values.getOrDefault(slot, "");
    }
}
