package io.parley.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of what signalling tells of a call, as templates of an agent's actions write them: {@code {call.asserted}}. All but
 * the number and the language may be missing in a call.
 */
public final class CallValues {
    public static final String PREFIX = "call.";
    public static final String HEADER = PREFIX + "header.";

    public static final String NUMBER = PREFIX + "number";
    /** That in which values are said to this caller: {@code en-GB}. The agent's own, or a result named language. */
    public static final String LANGUAGE = PREFIX + "language";

    public static final String CALLER = PREFIX + "caller";
    public static final String ASSERTED = PREFIX + "asserted";
    public static final String DIVERTED_FROM = PREFIX + "diverted-from";
    public static final String DIVERSION_REASON = PREFIX + "diversion-reason";
    public static final String FIRST_DIALLED = PREFIX + "first-dialled";
    public static final String REASON = PREFIX + "reason";
    public static final String USER_TO_USER = PREFIX + "user-to-user";
    public static final String REFERRED_BY = PREFIX + "referred-by";

    static final Set<String> NAMES = Set.of(
            NUMBER,
            LANGUAGE,
            CALLER,
            ASSERTED,
            DIVERTED_FROM,
            DIVERSION_REASON,
            FIRST_DIALLED,
            REASON,
            USER_TO_USER,
            REFERRED_BY);

    static final String OR_NAME = Names.NAME + "; or a value of the call, such as call.caller";

    private static final Pattern HEADER_NAME = Pattern.compile("call\\.header\\.[A-Za-z0-9-]{1,64}");

    private CallValues() {}

    /** Whether a template's name belongs to the call, not to what the caller says. */
    static boolean isOfCall(String name) {
        return name.startsWith(PREFIX);
    }

    /** Whether every call has it. */
    static boolean isAlways(String name) {
        return name.equals(NUMBER) || name.equals(LANGUAGE);
    }

    static boolean isKnown(String name) {
        return NAMES.contains(name) || HEADER_NAME.matcher(name).matches();
    }
}
