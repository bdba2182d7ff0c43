package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.DefaultRouter;
import gov.nist.javax.sip.stack.HopImpl;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.message.Request;

/**
 * Sends a request where its {@link Hop} says, if it has one: what a server's name was resolved to (RFC 3263), or where a
 * telephone behind a NAT is heard from, which neither the Request-URI nor a Route can say. Made by the stack, by name,
 * which is why it is public.
 */
public final class HopRouter extends DefaultRouter {
    public HopRouter(SipStack stack, String outboundProxy) {
        super(stack, outboundProxy);
    }

    @Override
    public javax.sip.address.Hop getNextHop(Request request) throws SipException {
        if (request instanceof SIPRequest known && known.getApplicationData() instanceof Hop hop) {
            return new HopImpl(hop.host(), hop.port(), hop.transport());
        }
        return super.getNextHop(request);
    }
}
