package io.parley.config;

/**
 * How an agent sounds.
 *
 * @param name speaker of the voice pack
 * @param style a named style of the voice pack
 */
public record VoiceSpec(String name, String style) {
    public static final VoiceSpec DEFAULT = new VoiceSpec("heart", "neutral");

    public VoiceSpec {
        new Rules()
                .require(Names.isName(name), "name", name, Names.NAME)
                .require(Names.isName(style), "style", style, Names.NAME)
                .check();
    }
}
