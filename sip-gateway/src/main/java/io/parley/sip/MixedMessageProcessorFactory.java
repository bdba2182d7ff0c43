package io.parley.sip;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.NioMessageProcessorFactory;
import gov.nist.javax.sip.stack.OIOMessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;

/**
 * Blocking sockets for UDP and TCP: with the stack's non-blocking ones half of our own requests on a new TCP connection
 * never leave. WebSocket exists only in the non-blocking kind.
 */
final class MixedMessageProcessorFactory implements MessageProcessorFactory {
    private final MessageProcessorFactory blocking = new OIOMessageProcessorFactory();
    private final MessageProcessorFactory nonBlocking = new NioMessageProcessorFactory();

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport) throws IOException {
        MessageProcessorFactory factory = transport.equalsIgnoreCase("ws") ? nonBlocking : blocking;
        return factory.createMessageProcessor(stack, address, port, transport);
    }
}
