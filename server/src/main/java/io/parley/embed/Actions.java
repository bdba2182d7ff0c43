package io.parley.embed;

import io.parley.actions.ActionFunction;

/** What agents may be allowed to do. */
public final class Actions {
    private static final String PERSON = "person";

    private Actions() {}

    /**
     * An action that is Java.
     *
     * @param name such as {@code orders.place}; in an agent that was loaded from a folder that of one of its actions, whose
     *     place it takes
     */
    public static FunctionAction call(String name, ActionFunction function) {
        return new FunctionAction(name, function);
    }

    /** An action that is an HTTP request, as in {@code actions.yaml}. */
    public static HttpAction http(String name) {
        return new HttpAction(name);
    }

    /** To whom callers are put through who ask for a person, or whom the agent could not understand. */
    public static Transfer transfer(String uri) {
        return transfer(PERSON, uri);
    }

    /** @param uri SIP address, such as {@code sip:desk@example.org} */
    public static Transfer transfer(String name, String uri) {
        return new Transfer(name, uri, false);
    }
}
