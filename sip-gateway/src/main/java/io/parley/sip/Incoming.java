package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import javax.sip.ServerTransaction;

/** A request of the far end with the transaction that answers it. */
record Incoming(SIPRequest request, ServerTransaction transaction, Path path) implements Exchange {}
