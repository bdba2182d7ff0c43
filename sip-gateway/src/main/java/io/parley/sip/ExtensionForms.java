package io.parley.sip;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the headers of RFC 4028, 3262 and 3311, which a stranger writes: a request with one that has none of them
 * is refused, in a response it is as good as absent, because the response counts all the same. Lists of tags are read
 * where they are sound. Numbers of more than nine digits say nothing that a call could mean, and the stack's parser would
 * overflow. Pure.
 */
final class ExtensionForms {
    private static final String TOKEN = "[A-Za-z0-9.!%*_+`'~-]++";
    private static final String PARAMETERS = "(?:[ \\t]*+;[ \\t]*+" + TOKEN + "(?:[ \\t]*+=[ \\t]*+" + TOKEN + ")?)*+";
    private static final String NUMBER = "[0-9]{1,9}+";
    private static final String GAP = "[ \\t]++";

    private static final Map<String, Pattern> SINGLE = Map.of(
            "session-expires", Pattern.compile(NUMBER + PARAMETERS),
            "min-se", Pattern.compile(NUMBER + PARAMETERS),
            "rseq", Pattern.compile("[0-9]{1,10}+"),
            "rack", Pattern.compile("[0-9]{1,10}+" + GAP + "[0-9]{1,10}+" + GAP + TOKEN));

    private static final Map<String, Pattern> LISTS = Map.of("supported", list(), "allow", list());

    private ExtensionForms() {}

    private static Pattern list() {
        return Pattern.compile(TOKEN + "(?:[ \\t]*+,[ \\t]*+" + TOKEN + ")*+");
    }

    /** What is wrong with a request, or null. */
    static @Nullable Flaw flaw(RawMessage request) {
        for (RawMessage.Field field : request.fields()) {
            if (SINGLE.containsKey(field.name()) && !passes(request, field)) {
                return Flaw.malformed("Malformed " + field.name());
            }
        }
        return null;
    }

    /** May the parser have it? */
    static boolean passes(RawMessage raw, RawMessage.Field field) {
        Pattern single = SINGLE.get(field.name());
        if (single != null) {
            return raw.count(field.name()) == 1 && single.matcher(field.value()).matches();
        }
        Pattern list = LISTS.get(field.name());
        return list != null && list.matcher(field.value()).matches();
    }
}
