package io.parley.sip;

import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.util.Properties;
import javax.sip.IOExceptionEvent;
import javax.sip.PeerUnavailableException;

/** The NIST stack with our parts in it: network, parser, valve. Its dialogs are off; ours are in {@link Dialog}. */
final class ParleyStack extends SipStackImpl {

    ParleyStack(String name, GuardedNetwork network, GuardedParser.Factory parsers, SIPMessageValve valve)
            throws PeerUnavailableException {
        super(properties(name));
        this.networkLayer = network;
        this.ioHandler = new StreamTable(this, network);
        setMessageParserFactory(parsers);
        setMessageProcessorFactory(new MixedMessageProcessorFactory());
        this.sipMessageValves.add(valve);
    }

    private static Properties properties(String name) {
        Properties p = new Properties();
        p.setProperty("javax.sip.STACK_NAME", name);
        p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        p.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        p.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        // One worker for each listening point keeps the order in which a call's messages came; without a pool every
        // datagram makes a thread. With two, ACK and INFO overtake each other.
        p.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
        p.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        p.setProperty("gov.nist.javax.sip.THREAD_PRIORITY", "5");
        p.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "16384");
        p.setProperty("gov.nist.javax.sip.RELEASE_REFERENCES_STRATEGY", "Normal");
        p.setProperty("gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", "4194304");
        p.setProperty("gov.nist.javax.sip.SEND_UDP_BUFFER_SIZE", "1048576");
        p.setProperty(
                "gov.nist.javax.sip.CONGESTION_CONTROL_TIMEOUT", "0"); // the Gate bounds the queue, and counts on it
        p.setProperty("gov.nist.javax.sip.READ_TIMEOUT", "5000"); // to finish a message that has begun
        p.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", StackTimer.class.getName());
        p.setProperty("gov.nist.javax.sip.PATCH_SIP_WEBSOCKETS_HEADERS", "true");
        p.setProperty("javax.sip.ROUTER_PATH", HopRouter.class.getName());
        // With both set no class of log4j 1.x is ever loaded.
        p.setProperty("gov.nist.javax.sip.STACK_LOGGER", StackLog.class.getName());
        p.setProperty("gov.nist.javax.sip.SERVER_LOGGER", StackServerLog.class.getName());
        return p;
    }

    /** Is a transaction at work on this request, so that it is a retransmission? */
    boolean isRetransmission(SIPRequest request) {
        return findTransaction(request, true) != null;
    }

    boolean hasInviteOf(SIPRequest cancel) {
        return findCancelTransaction(cancel, true) != null;
    }

    boolean hasRequestOf(SIPMessage response) {
        return findTransaction(response, false) != null;
    }

    /** Blocks for a second: the stack lets its threads finish. */
    @Override
    public void stop() {
        EventScanner scanner = getEventScanner();
        super.stop();
        if (scanner != null) {
            // The scanner looks whether to stop only after an event, and its thread would hold the process open.
            scanner.addEvent(new EventWrapper(new IOExceptionEvent(this, "", 0, ""), null));
        }
    }
}
