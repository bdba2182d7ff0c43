package io.parley.media;

/** A packet on its way through the {@link VirtualNetwork}; stages change when and how often it arrives. */
final class Datagram {
    final byte[] bytes;
    final long sent;
    long due;
    int copies = 1;

    Datagram(byte[] bytes, long sent) {
        this.bytes = bytes;
        this.sent = sent;
        this.due = sent;
    }
}
