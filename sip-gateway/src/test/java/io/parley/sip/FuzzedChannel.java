package io.parley.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.SIPMessageListener;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/** A channel of the stack without a socket: keeps what came in parsed and what is to go out. */
final class FuzzedChannel extends MessageChannel implements SIPMessageListener {
    static final int PEER_PORT = 40_000;

    final List<SIPMessage> received = new ArrayList<>();
    final List<byte[]> sent = new ArrayList<>();
    private final String transport;
    private final InetAddress peer;

    FuzzedChannel(String transport, InetAddress peer) {
        this.transport = transport;
        this.peer = peer;
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress to, int port) {
        sent.add(message.encodeAsBytes(transport));
    }

    @Override
    public void sendMessage(SIPMessage message) {
        sendMessage(message, peer, PEER_PORT);
    }

    @Override
    protected void sendMessage(byte[] bytes, InetAddress to, int port, boolean reconnect) {
        sent.add(bytes);
    }

    @Override
    public void processMessage(SIPMessage message) {
        received.add(message);
    }

    @Override
    public void sendSingleCLRF() {}

    @Override
    public void handleException(ParseException e, SIPMessage message, Class header, String text, String whole)
            throws ParseException {
        throw e;
    }

    @Override
    public void close() {}

    @Override
    public SIPTransactionStack getSIPStack() {
        throw new UnsupportedOperationException("there is no stack behind this");
    }

    @Override
    public String getTransport() {
        return transport;
    }

    @Override
    public boolean isReliable() {
        return transport.equals("TCP");
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getPeerAddress() {
        return peer.getHostAddress();
    }

    @Override
    protected InetAddress getPeerInetAddress() {
        return peer;
    }

    @Override
    protected String getPeerProtocol() {
        return transport;
    }

    @Override
    public int getPeerPort() {
        return PEER_PORT;
    }

    @Override
    public int getPeerPacketSourcePort() {
        return PEER_PORT;
    }

    @Override
    public InetAddress getPeerPacketSourceAddress() {
        return peer;
    }

    @Override
    public String getKey() {
        return getKey(peer, PEER_PORT, transport);
    }

    @Override
    public String getViaHost() {
        return "192.0.2.4";
    }

    @Override
    public int getViaPort() {
        return 5060;
    }
}
