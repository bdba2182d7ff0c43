package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import io.parley.agent.CallLeg;
import io.parley.config.SipConfig;
import io.parley.config.SrtpPolicy;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.media.MediaEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/** A telephone: makes calls, takes none. For {@code ./parley call}, for tests, and for calls that an agent makes. */
public final class SipPhone {
    private final Vertx vertx;
    private final SipEndpoint endpoint;

    private SipPhone(Vertx vertx, SipEndpoint endpoint) {
        this.vertx = vertx;
        this.endpoint = endpoint;
    }

    /**
     * Binds its listening points. Blocks while it binds.
     *
     * @param sip where it listens; a call leaves by the transport that its URI names, UDP by default
     * @param longest the longest that a call may last
     * @throws SipFault when a listening point cannot be bound
     */
    public static SipPhone start(Vertx vertx, SipConfig sip, MediaEngine media, Duration longest) {
        return start(vertx, sip, media, SipTimings.standard(longest));
    }

    static SipPhone start(Vertx vertx, SipConfig sip, MediaEngine media, SipTimings timings) {
        return start(vertx, sip, media, timings, SrtpPolicy.OPTIONAL);
    }

    /** @param srtp whether the audio of its calls is encrypted */
    static SipPhone start(Vertx vertx, SipConfig sip, MediaEngine media, SipTimings timings, SrtpPolicy srtp) {
        SipEndpoint.Setup setup = new SipEndpoint.Setup(
                "phone",
                sip,
                Sources.anyone(),
                timings,
                GateLimits.DEFAULT,
                new SecureRandom(),
                new SipCounters(),
                new NobodyHome(srtp, Outbound.anyone()));
        return new SipPhone(vertx, SipEndpoint.start(vertx, setup, media));
    }

    /**
     * Calls.
     *
     * @param uri for example {@code sip:coffee@192.0.2.4:5060;transport=tcp}; a name is looked up by the JDK
     * @param from user part of our own address
     * @param prepare gets the leg on the call's context before the INVITE leaves, and must set its listeners. How the
     *     call ends, also when it never comes up, is told by {@link io.parley.agent.CallListener#onEnded}.
     * @return completes when the INVITE is on its way; fails with {@link SipFault} when the host cannot be found or
     *     nothing listens for its transport
     * @throws SipFault when the text is not a SIP URI
     */
    public Future<CallLeg> call(String uri, String from, Consumer<CallLeg> prepare) {
        return call(uri, from, null, prepare);
    }

    /**
     * Calls by an outbound proxy.
     *
     * @param proxy SIP URI of the first hop (RFC 3261, section 8.1.2), which then may know a host that we do not; a
     *     transport that it names is the call's. Null for the host of {@code uri}
     * @see #call(String, String, Consumer)
     */
    public Future<CallLeg> call(String uri, String from, @Nullable String proxy, Consumer<CallLeg> prepare) {
        SipURI target = endpoint.services().messages().uri(uri);
        SipURI hop = proxy == null ? target : endpoint.services().messages().uri(proxy);
        List<String> routes = proxy == null ? List.of() : List.of("<" + loose(hop) + ">");
        return vertx.executeBlocking(() -> InetAddress.getByName(hop.getHost()), false)
                .recover(e -> Future.failedFuture(
                        e instanceof UnknownHostException
                                ? new SipFault("the host '" + hop.getHost() + "' of '" + hop + "' is not known")
                                : e))
                .compose(address -> place(target, hop, routes, address, from, prepare));
    }

    private Future<CallLeg> place(
            SipURI target,
            SipURI hop,
            List<String> routes,
            InetAddress address,
            String from,
            Consumer<CallLeg> prepare) {
        Hop first = Hop.of(hop, address, "udp");
        endpoint.network().calls(first, hop.getHost());
        CallMaker.Plan plan = new CallMaker.Plan(target, first, false, false, routes, null, from, "local", null);
        return new CallMaker(endpoint).place(plan, () -> {}, prepare);
    }

    /** A proxy leaves the Request-URI as it is (RFC 3261, section 16.12). */
    private static String loose(SipURI hop) {
        SipURI copy = (SipURI) hop.clone();
        copy.setLrParam();
        return copy.toString();
    }

    public List<InetSocketAddress> addresses(Transport transport) {
        return endpoint.addresses(transport);
    }

    public SipCounters counters() {
        return endpoint.counters();
    }

    SipEndpoint endpoint() {
        return endpoint;
    }

    /** Closes the sockets; calls under way are dropped without a word, so hang up first. */
    public Future<Void> close() {
        return vertx.executeBlocking(() -> {
            endpoint.close();
            return null;
        });
    }

    private record NobodyHome(SrtpPolicy policy, Outbound outbound) implements SipEndpoint.Intake {
        @Override
        public SrtpPolicy srtp(String trunk) {
            return policy;
        }

        @Override
        public @Nullable Flaw refuse(SIPRequest request, Trunk trunk) {
            return request.getMethod().toUpperCase(Locale.ROOT).equals("INVITE")
                    ? new Flaw(480, "Temporarily Unavailable", SipCounter.CALLS_REFUSED_BY_HANDLER, List.of())
                    : null;
        }

        @Override
        public void invite(Incoming invite, Binding binding, Trunk trunk) {
            throw new IllegalStateException("every INVITE was refused before");
        }
    }
}
