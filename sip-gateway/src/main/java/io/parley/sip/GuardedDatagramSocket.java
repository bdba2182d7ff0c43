package io.parley.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;

/** Hands the stack only datagrams that the {@link Gate} admits. */
final class GuardedDatagramSocket extends DatagramSocket {
    private final Gate gate;

    GuardedDatagramSocket(SocketAddress local, Gate gate) throws SocketException {
        super(local);
        this.gate = gate;
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        int room = packet.getLength();
        do {
            packet.setLength(room);
            super.receive(packet);
        } while (!gate.admits(packet.getAddress(), packet.getData(), packet.getLength()) || !gate.waits());
        // It waits in a queue: with its own bytes, not with room for the longest.
        packet.setData(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
}
