package io.parley.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * What may be called: {@code +4420*} (a prefix of E.164), {@code 2*} (internal numbers, of six digits at most),
 * {@code +442079460000}, {@code 200}, {@code *72} or {@code desk} (just that), {@code /[0-9]{4}/} (a regular expression
 * for the canonical form), {@code names} (whatever has letters and is no number), {@code users} (telephones that register
 * here), {@code *} (everything that can be read).
 */
public record DialRule(String text) {
    private static final String NAMES = "names";
    private static final String USERS = "users";
    private static final String EVERYTHING = "*";
    static final String EXPECTED = "names, users, a number (+442079460000, 200), a prefix (+4420*, 2*), a pattern"
            + " (/[0-9]{4}/), a name (desk) or *";

    public DialRule {
        new Rules().require(isSound(text), "", text, EXPECTED).check();
    }

    private static boolean isSound(String text) {
        if (isPattern(text)) {
            return text.length() <= Route.MAX_PATTERN && compiles(text);
        }
        if (text.equals(EVERYTHING) || text.equals("+*")) {
            return true;
        }
        boolean code = text.length() <= Numbers.MAX_LENGTH && text.matches("[0-9*#]*[*#][0-9*#]*[0-9#]");
        String exact = isPrefix(text) ? text.substring(0, text.length() - 1) : text;
        boolean name = !isPrefix(text) && exact.matches("[A-Za-z].*") && Numbers.isExact(exact);
        return code || name || exact.matches("\\+?[^+]+") && Numbers.isTelephone(exact);
    }

    private static boolean isPattern(String text) {
        return text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    }

    private static boolean isPrefix(String text) {
        return text.endsWith("*") && text.length() > 1;
    }

    private static boolean compiles(String text) {
        try {
            Pattern.compile(inner(text));
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static String inner(String text) {
        return text.substring(1, text.length() - 1);
    }

    /** @param user somebody whose telephone registers here */
    boolean holds(Dialled dialled, boolean user, DialPlan plan) {
        if (text.equals(USERS)) {
            return user;
        }
        if (text.equals(NAMES)) {
            return dialled.kind() == Dialled.Kind.NAME;
        }
        if ((text.equals(EVERYTHING) || isPattern(text)) && plan.isOfNoCountry(dialled)) {
            return false; // it may cost anything
        }
        if (text.equals(EVERYTHING)) {
            return dialled.kind() != Dialled.Kind.UNREADABLE && dialled.kind() != Dialled.Kind.CODE;
        }
        if (isPattern(text)) {
            return dialled.kind() != Dialled.Kind.UNREADABLE
                    && Pattern.compile(inner(text)).matches(dialled.canonical());
        }
        return isPrefix(text) ? beginsWith(dialled, plan) : isExactly(dialled, plan);
    }

    private boolean beginsWith(Dialled dialled, DialPlan plan) {
        String prefix = plan.prefix(text.substring(0, text.length() - 1));
        boolean abroad = prefix.startsWith("+");
        boolean comparable = abroad ? dialled.kind() == Dialled.Kind.INTERNATIONAL : dialled.isInternal();
        return comparable && dialled.canonical().startsWith(prefix);
    }

    /** What cannot be read may still be meant, letter by letter. */
    boolean isExactly(Dialled dialled, DialPlan plan) {
        if (text.equals(EVERYTHING) || isPattern(text) || isPrefix(text)) {
            return false;
        }
        Dialled own = plan.read(text);
        return own.kind() == dialled.kind() && own.canonical().equals(dialled.canonical());
    }

    /** Whether it speaks of nothing but that table's numbers. */
    boolean names(SpecialNumbers.Entry entry, Dialled dialled, DialPlan plan) {
        if (isExactly(dialled, plan)) {
            return true;
        }
        String prefix = isPrefix(text) ? plan.prefix(text.substring(0, text.length() - 1)) : "";
        return entry.kind() == SpecialNumbers.Kind.PREMIUM
                && prefix.startsWith("+")
                && entry.covers(prefix.substring(1))
                && beginsWith(dialled, plan);
    }
}
