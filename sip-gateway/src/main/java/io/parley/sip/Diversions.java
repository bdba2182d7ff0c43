package io.parley.sip;

import io.parley.config.CallValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a call on to us, and who was dialled first: Diversion (RFC 5806), or History-Info (RFC 7044) where there is
 * none. Pure.
 */
final class Diversions {
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,4}(?:\\.[0-9]{1,4}){0,15}");
    private static final Pattern CAUSE = Pattern.compile("(?i)[;?&](?:Reason=[^&;]*)?cause(?:=|%3D)([0-9]{3})");
    private static final Pattern PRIVATE = Pattern.compile("(?i)[?&]Privacy=[^&]*(?:history|header|session)");
    private static final int MAX_REASON = 32;

    private Diversions() {}

    /** What stood in a call's way. */
    private record Entry(String index, String uri, Map<String, String> parameters) {}

    static void read(OtherFields fields, Map<String, String> values) {
        List<String> diversions = HeaderText.list(fields, "diversion");
        if (!diversions.isEmpty()) {
            diverted(diversions, values);
        } else if (!SignallingReader.privacy(fields, "history")) {
            history(entries(fields), values);
        }
    }

    /** The newest stands first (RFC 5806, section 6.2). */
    private static void diverted(List<String> diversions, Map<String, String> values) {
        SignallingReader.put(values, CallValues.DIVERTED_FROM, number(diversions.get(0)));
        SignallingReader.put(values, CallValues.FIRST_DIALLED, number(diversions.get(diversions.size() - 1)));
        String reason = HeaderText.parameters(diversions.get(0)).getOrDefault("reason", "");
        boolean sound = reason.length() <= MAX_REASON && RawChecks.isToken(reason, 0, reason.length());
        SignallingReader.put(values, CallValues.DIVERSION_REASON, sound ? reason.toLowerCase(Locale.ROOT) : null);
    }

    /** Null for who wants that nobody learns it (RFC 5806, section 4). */
    private static @Nullable String number(String diversion) {
        String privacy = HeaderText.parameters(diversion).getOrDefault("privacy", "off");
        boolean open = privacy.equalsIgnoreCase("off") || privacy.equalsIgnoreCase("name");
        return open ? HeaderText.user(HeaderText.uri(diversion)) : null;
    }

    private static List<Entry> entries(OtherFields fields) {
        List<Entry> entries = new ArrayList<>();
        for (String value : HeaderText.list(fields, "history-info")) {
            Map<String, String> parameters = HeaderText.parameters(value);
            String index = parameters.getOrDefault("index", "");
            String uri = HeaderText.uri(value);
            if (uri != null && INDEX.matcher(index).matches()) {
                entries.add(new Entry(index, uri, parameters));
            }
        }
        return entries;
    }

    /** The last entry is our own; it names the one that sent the call on (RFC 7044, sections 5 and 10.4). */
    private static void history(List<Entry> entries, Map<String, String> values) {
        if (entries.size() < 2) {
            return;
        }
        Entry own = entries.get(entries.size() - 1);
        Entry by = sender(entries, own);
        Entry first = entries.stream()
                .filter(entry -> entry.index().equals("1"))
                .findFirst()
                .orElse(entries.get(0));
        SignallingReader.put(values, CallValues.DIVERTED_FROM, open(by));
        SignallingReader.put(values, CallValues.FIRST_DIALLED, open(first));
        String cause = cause(own.uri());
        String reason = reason(cause == null ? cause(by.uri()) : cause);
        SignallingReader.put(values, CallValues.DIVERSION_REASON, reason);
    }

    private static Entry sender(List<Entry> entries, Entry own) {
        for (String parameter : List.of("mp", "rc", "np")) {
            String index = own.parameters().get(parameter);
            for (Entry entry : entries) {
                if (entry != own && entry.index().equals(index)) {
                    return entry;
                }
            }
        }
        return entries.get(entries.size() - 2);
    }

    private static @Nullable String open(Entry entry) {
        return PRIVATE.matcher(entry.uri()).find() ? null : HeaderText.user(entry.uri());
    }

    private static @Nullable String cause(String uri) {
        Matcher cause = CAUSE.matcher(uri);
        return cause.find() ? cause.group(1) : null;
    }

    /** In the words of RFC 5806 (RFC 7544, section 8). */
    private static @Nullable String reason(@Nullable String cause) {
        return cause == null
                ? null
                : switch (cause) {
                    case "302" -> "unconditional";
                    case "404" -> "unknown";
                    case "408" -> "no-answer";
                    case "480", "487" -> "deflection";
                    case "486" -> "user-busy";
                    case "503" -> "unavailable";
                    default -> null;
                };
    }
}
