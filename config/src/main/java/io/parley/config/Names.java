package io.parley.config;

import java.util.regex.Pattern;

/** What the things of a file may be called. They end up in metrics, keys and JSON, so they are short and plain. */
final class Names {
    static final String NAME = "a name: a letter, then at most 31 letters, digits, '-' or '_'";
    static final String DOTTED = "a name such as orders.place: words of letters, digits, '-' or '_', dots between them,"
            + " at most 64 characters";
    static final String AGENT = "a folder name of lower-case letters, digits and '-', at most 64 characters,"
            + " because it is the agent's id";

    private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");
    private static final Pattern DOTTED_FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*");
    private static final Pattern AGENT_FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private Names() {}

    static boolean isName(String text) {
        return NAME_FORM.matcher(text).matches();
    }

    static boolean isDotted(String text) {
        return text.length() <= 64 && DOTTED_FORM.matcher(text).matches();
    }

    static boolean isAgentId(String text) {
        return AGENT_FORM.matcher(text).matches();
    }
}
