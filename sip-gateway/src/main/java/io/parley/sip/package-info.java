/**
 * SIP (RFC 3261) over UDP and TCP: {@link io.parley.sip.SipGateway} takes calls for an agent,
 * {@link io.parley.sip.SipPhone} makes them.
 *
 * <p>A message comes through the {@link io.parley.sip.Gate} (who may be heard at all), the
 * {@link io.parley.sip.GuardedParser} (is it well formed), the {@link io.parley.sip.SanityValve} (does it make sense, is
 * there room), all on the stack's threads, and becomes a {@link io.parley.sip.CallEvent} on the Vert.x context of its
 * call. There a {@link io.parley.sip.CallState}, a table without side effects, says what it means, and
 * {@link io.parley.sip.SipCall} does it. The transactions are the stack's, the dialogs are ours.
 */
@NullMarked
package io.parley.sip;

import org.jspecify.annotations.NullMarked;
