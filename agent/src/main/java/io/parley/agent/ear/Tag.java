package io.parley.agent.ear;

/**
 * What a word or phrase of the grammar means. Two paths through the grammar with the same sequence of tags mean the same,
 * whatever the words between.
 *
 * @param kind how {@code value} is to be read
 * @param name slot, task or command
 * @param value canonical value, modifier or number word; empty for commands
 */
public record Tag(Kind kind, String name, String value) {

    public enum Kind {
        /** A canonical value of a choice slot; "yes" and "no" are values of the slot {@code yesno}. */
        VALUE,
        /** A phrase before a choice's value that belongs to it. */
        MODIFIER,
        /** A word of a number, date or time; the words of a slot in a row make its value. */
        PART,
        /** The task the caller wants. */
        TASK,
        /** Something the caller wants of the conversation itself: help, repeat, person, goodbye. */
        COMMAND
    }

    public static Tag value(String slot, String canonical) {
        return new Tag(Kind.VALUE, slot, canonical);
    }

    public static Tag modifier(String slot, String phrase) {
        return new Tag(Kind.MODIFIER, slot, phrase);
    }

    public static Tag part(String slot, String word) {
        return new Tag(Kind.PART, slot, word);
    }

    public static Tag task(String name) {
        return new Tag(Kind.TASK, name, "");
    }

    public static Tag command(String name) {
        return new Tag(Kind.COMMAND, name, "");
    }
}
