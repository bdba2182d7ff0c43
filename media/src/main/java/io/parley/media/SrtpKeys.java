package io.parley.media;

/**
 * What both sides encrypt with.
 *
 * @param ours of what we send
 * @param theirs of what we receive
 * @param profile of the m-line: {@code RTP/SAVP}, or the {@code RTP/AVP} of those who offer keys with it all the same
 */
public record SrtpKeys(SrtpKey ours, SrtpKey theirs, String profile) {}
