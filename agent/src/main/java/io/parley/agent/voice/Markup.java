package io.parley.agent.voice;

import java.util.List;

/**
 * Markup in texts to be spoken: a subset of the W3C's SSML 1.1, with {@code <whisper>} and {@code <sing>} besides. A text
 * with mistakes in it is spoken without the marks that are wrong. Pure functions.
 */
public final class Markup {

    /**
     * A mistake.
     *
     * @param at its place in the text
     * @param found what stands there
     * @param expected what should stand there
     */
    public record Flaw(int at, String found, String expected) {}

    private Markup() {}

    /** A text of a stranger's, such as a value, so that it is spoken as it is and none of it is taken for markup. */
    public static String escape(String text) {
        return text.indexOf('&') < 0 && text.indexOf('<') < 0
                ? text
                : text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** What is written without its marks, for people to read. Also of a text that was cut anywhere. */
    public static String plain(String text) {
        return text.indexOf('&') < 0 && text.indexOf('<') < 0
                ? text
                : MarkupReader.read(text).written();
    }

    /** What is wrong with a text, the first mistakes of many. */
    public static List<Flaw> flaws(String text) {
        return MarkupReader.read(text).flaws();
    }

    /** The text from some character on, with the elements opened again that are open there. */
    public static String from(String text, int start) {
        return MarkupReader.read(text.substring(0, start)).open() + text.substring(start);
    }
}
