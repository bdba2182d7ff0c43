package io.parley.agent.voice;

import java.util.Locale;
import java.util.Optional;

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

    /** The one that a BCP 47 tag asks for, whatever its country where that makes no difference here. */
    public static Optional<Language> of(String tag) {
        Locale locale = Locale.forLanguageTag(tag.strip());
        return switch (locale.getLanguage()) {
            case "en" -> Optional.of(locale.getCountry().equals("GB") ? EN_GB : EN_US);
            case "es" -> Optional.of(ES);
            default -> Optional.empty();
        };
    }
}
