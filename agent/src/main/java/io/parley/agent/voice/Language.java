package io.parley.agent.voice;

/** A language and accent that a pack's voices speak and {@link TextToPhones} reads. */
public enum Language {
    EN_US("en-US"),
    EN_GB("en-GB"),
    ES("es");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The BCP 47 tag, as packs and agents' files write it. */
    public String tag() {
        return tag;
    }

    /** Whether who speaks this also speaks the other, be it with their own accent: en-US and en-GB. */
    public boolean isTongueOf(Language other) {
        return tongue().equals(other.tongue());
    }

    private String tongue() {
        return tag.substring(0, 2);
    }
}
