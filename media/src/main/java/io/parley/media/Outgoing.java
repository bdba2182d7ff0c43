package io.parley.media;

/** The array in which packets are built, and what writes into it. One for all calls of a media thread. */
final class Outgoing {
    final byte[] bytes = new byte[RtpPacket.MAX_BYTES];
    final JitsiRtp header = new JitsiRtp(bytes);
    final JitsiDtmf event = new JitsiDtmf(bytes);
}
