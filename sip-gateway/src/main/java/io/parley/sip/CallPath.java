package io.parley.sip;

/**
 * Which of our addresses a call uses.
 *
 * @param binding of its signalling
 * @param path the listening point that the call came by or leaves by
 * @param media of its audio: the same, unless the far end's audio has an address of the other family (RFC 6157)
 */
record CallPath(Binding binding, Path path, Binding media) {}
