package io.parley.config;

/** @param name speaker; {@code style} a named style of the voice pack */
public record VoiceSpec(String name, String style) {}
