package io.parley.sip;

import java.util.List;

/**
 * What is wrong with a request, as an answer.
 *
 * @param status the status that says so
 * @param phrase reason phrase: tells whoever reads a trace what to mend
 * @param counter what is counted
 * @param headers header lines the answer must carry, for example {@code Unsupported}
 */
record Flaw(int status, String phrase, SipCounter counter, List<Header> headers) {

    static Flaw malformed(String phrase) {
        return new Flaw(400, phrase, SipCounter.REFUSED_MALFORMED, List.of());
    }

    /** @param status 413 for the body, 414 for the Request-URI, 513 for the rest (RFC 3261, section 21.4.11 and 21.5.7) */
    static Flaw tooLarge(int status, String phrase) {
        return new Flaw(status, phrase, SipCounter.REFUSED_TOO_LARGE, List.of());
    }

    static Flaw version(String found) {
        return new Flaw(505, "Version Not Supported: " + found, SipCounter.REFUSED_VERSION, List.of());
    }

    /** The message breaks the grammar: an answer to it is a courtesy that a source can use up. */
    boolean isMalformed() {
        return counter == SipCounter.REFUSED_MALFORMED
                || counter == SipCounter.REFUSED_VERSION
                || counter == SipCounter.REFUSED_TOO_LARGE;
    }
}
