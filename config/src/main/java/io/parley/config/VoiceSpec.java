package io.parley.config;

/**
 * How an agent sounds.
 *
 * @param name a voice of the pack
 * @param style how it speaks
 */
public record VoiceSpec(String name, StyleSpec style) {
    public static final VoiceSpec DEFAULT = new VoiceSpec("heart", "neutral");

    public VoiceSpec {
        new Rules().require(Names.isName(name), "name", name, Names.NAME).check();
    }

    /** With a style by its name. */
    public VoiceSpec(String name, String style) {
        this(name, named(style));
    }

    private static StyleSpec named(String style) {
        new Rules().require(Names.isName(style), "style", style, Names.NAME).check();
        return StyleSpec.named(style);
    }
}
