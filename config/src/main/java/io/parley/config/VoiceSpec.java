package io.parley.config;

/** @param name speaker; {@code style} a named style of the voice pack */
public record VoiceSpec(String name, String style) {
    static final VoiceSpec DEFAULT = new VoiceSpec("heart", "neutral");

    public VoiceSpec {
        new Rules()
                .require(Names.isName(name), "name", name, Names.NAME)
                .require(Names.isName(style), "style", style, Names.NAME)
                .check();
    }
}
