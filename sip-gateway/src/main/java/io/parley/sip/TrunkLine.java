package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.parley.config.Trunk;
import io.parley.config.TrunkRegistration;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sip.ClientTransaction;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One trunk that we register with: feeds its {@link Registration} and does what that says, keeps the way to the server
 * open, and answers challenges of that server alone. On a context of its own, except where said.
 */
final class TrunkLine implements Authority {
    private static final Logger log = LoggerFactory.getLogger(TrunkLine.class);

    private final Trunk trunk;
    private final TrunkRegistration config;
    private final SipEndpoint endpoint;
    private final ServerLocator locator;
    private final List<SipURI> uris;
    private final Context context;
    private final Credentials credentials;
    private final Registration registration;
    private final KeepAlive keepAlive;
    private final String callId;
    private final String tag;
    private final Promise<Void> over = Promise.promise();
    private final TrunkServers servers;

    private boolean leaving;
    private long cseq;
    private long timer = -1;
    private String told = "";
    private volatile RegistrationStatus status;
    private volatile @Nullable Hop server;
    private volatile List<String> serviceRoutes = List.of();

    TrunkLine(
            Trunk trunk,
            TrunkRegistration config,
            String password,
            RegistrationTimes times,
            SipEndpoint endpoint,
            ServerLocator locator) {
        this.trunk = trunk;
        this.config = config;
        this.endpoint = endpoint;
        this.locator = locator;
        CallServices services = endpoint.services();
        this.uris = config.servers().stream().map(services.messages()::uri).toList();
        this.context = endpoint.newContext();
        String user = config.authUser() == null ? config.user() : config.authUser();
        this.credentials = new Credentials(user, password, config.realm());
        this.servers = new TrunkServers(credentials);
        this.registration = new Registration(credentials, config.expires(), times, services.random());
        this.keepAlive = new KeepAlive(endpoint, config.keepAlive(), () -> on(registration.lost(System.nanoTime())));
        this.callId = services.identifiers().sipCallId();
        this.tag = services.identifiers().tag();
        this.status = registration.status(trunk.name(), System.nanoTime());
    }

    void start() {
        context.runOnContext(v -> on(registration.start()));
    }

    /** Leaves the server, but holds the way to it open, for the calls there still are. Any thread. */
    Future<Void> leave() {
        context.runOnContext(v -> {
            leaving = true;
            on(registration.stop(System.nanoTime()));
        });
        return over.future();
    }

    /** Any thread. */
    void close() {
        context.runOnContext(v -> keepAlive.stop());
    }

    Trunk trunk() {
        return trunk;
    }

    /** User part of our own address there. */
    String user() {
        return config.user();
    }

    /** Any thread. */
    String addressOfRecord() {
        String host = config.domain() == null ? uris.get(0).getHost() : config.domain();
        return "sip:" + config.user() + "@" + LocalAddresses.bracketed(LocalAddresses.unbracketed(host));
    }

    /** Any thread. */
    RegistrationStatus status() {
        return status;
    }

    /** The server that we are registered with; null before the first. Any thread. */
    @Nullable
    Hop server() {
        return server;
    }

    /** Any thread. */
    List<String> serviceRoutes() {
        return serviceRoutes;
    }

    /** Whether one of its servers has that address. Any thread. */
    boolean isServer(InetAddress address) {
        return servers.has(address, System.nanoTime());
    }

    /** A name is one of its servers' where the configuration says so. */
    @Override
    public boolean isServer(String host) {
        return LocalAddresses.isLiteral(host)
                ? isServer(LocalAddresses.literal(host))
                : uris.stream().anyMatch(uri -> host.equalsIgnoreCase(uri.getHost()));
    }

    /** The challenges of its own servers alone: anybody may send a 407 with its realm, or have it passed on. Any thread. */
    @Override
    public @Nullable Header answer(SIPResponse response, String method, String uri, boolean first) {
        Challenge ours = servers.answerable(
                Challenge.of(response), response.getPeerPacketSourceAddress(), first, System.nanoTime());
        if (ours == null) {
            endpoint.counters().count(SipCounter.CHALLENGES_FOREIGN);
            return null;
        }
        return credentials.answer(
                ours, method, uri, 1, endpoint.services().identifiers().tag());
    }

    @Override
    public int redirects() {
        return trunk.policy().redirects();
    }

    /** To its own servers, or to a user who is registered with us: nobody else pays, and nobody else is called. */
    @Override
    public Redirects.@Nullable Place redirected(SipURI contact) {
        Hop by = server;
        CallServices services = endpoint.services();
        SipURI plain = Redirects.plain(contact);
        if (by == null || plain == null) {
            return null;
        }
        if (isServer(LocalAddresses.unbracketed(plain.getHost()))) {
            return new Redirects.Place(plain, Redirects.hop(plain, by));
        }
        String user = services.locate().apply(plain.toString());
        if (user == null || user.equals(plain.toString())) {
            return null;
        }
        SipURI telephone = services.messages().uri(user);
        return LocalAddresses.isLiteral(telephone.getHost())
                ? new Redirects.Place(telephone, Redirects.hop(telephone, by))
                : null;
    }

    /** A call to that number by the server that we are registered with; null while there is none. */
    CallMaker.@Nullable Plan plan(String number) {
        Hop by = server;
        if (by == null) {
            return null;
        }
        String aor = addressOfRecord();
        SipURI target = endpoint.services().messages().uri("sip:" + number + aor.substring(aor.lastIndexOf('@')));
        List<String> routes = serviceRoutes;
        return new CallMaker.Plan(target, by, true, false, routes, aor, config.user(), trunk.name(), this);
    }

    // What the registration says.

    private void on(List<RegistrationAction> actions) {
        for (RegistrationAction action : actions) {
            if (action instanceof RegistrationAction.Resolve) {
                locator.find(uris)
                        .onComplete(found -> context.runOnContext(v -> on(registration.resolved(
                                found.succeeded() ? found.result() : List.of(),
                                "no server of " + String.join(", ", config.servers()) + " has an address"))));
            } else if (action instanceof RegistrationAction.Arm arm) {
                arm(arm.delay());
            } else if (action instanceof RegistrationAction.Send send) {
                send(send);
            } else if (action instanceof RegistrationAction.Done) {
                disarm();
                over.tryComplete();
            }
        }
        look();
    }

    private void arm(Duration delay) {
        disarm();
        timer = context.owner().setTimer(Math.max(1, delay.toMillis()), id -> {
            timer = -1;
            context.runOnContext(v -> on(registration.fired(System.nanoTime())));
        });
    }

    private void disarm() {
        if (timer >= 0) {
            context.owner().cancelTimer(timer);
            timer = -1;
        }
    }

    /** Publishes where it stands, and tells the log what has changed. */
    private void look() {
        status = registration.status(trunk.name(), System.nanoTime());
        String now = status.state() + " " + status.reason();
        if (!now.equals(told)) {
            told = now;
            boolean failed = status.state() == RegistrationStatus.State.FAILED;
            log.atLevel(failed ? Level.WARN : Level.INFO)
                    .addKeyValue("event", "trunk." + status.state().name().toLowerCase(Locale.ROOT))
                    .addKeyValue("trunk", trunk.name())
                    .addKeyValue("server", String.valueOf(status.server()))
                    .addKeyValue("reason", String.valueOf(status.reason()))
                    .log("Registration");
        }
    }

    private void send(RegistrationAction.Send send) {
        Hop to = send.to();
        Binding binding = endpoint.towards(to.address());
        Path path = binding == null ? null : binding.path(to.transport());
        if (path == null) {
            failed(send, "nothing listens for " + to.transport());
            return;
        }
        cseq++;
        long number = cseq;
        endpoint.services()
                .sender()
                .executeBlocking(() -> {
                    SIPRequest request = request(send, path, number);
                    ClientTransaction transaction = path.provider().getNewClientTransaction(request);
                    transaction.setApplicationData(new Asked(send, path));
                    transaction.sendRequest();
                    return null;
                })
                .onFailure(e -> failed(send, String.valueOf(e.getMessage())));
    }

    private void failed(RegistrationAction.Send send, String why) {
        log.info("A REGISTER could not be sent to {}: {}", send.to(), why);
        answered(RegistrationReply.none(send.attempt(), 0));
    }

    private SIPRequest request(RegistrationAction.Send send, Path path, long number) throws Exception {
        Messages messages = endpoint.services().messages();
        String aor = "<" + addressOfRecord() + ">";
        String domain = "sip:" + addressOfRecord().substring(addressOfRecord().lastIndexOf('@') + 1);
        Dialog outside = new Dialog(callId, aor, tag, aor, "", domain, List.of(), number, -1);
        List<Header> extra = new ArrayList<>(List.of(new Header("Supported", "path"), Answers.ALLOW));
        Challenge challenge = send.challenge();
        if (challenge != null) {
            String cnonce = endpoint.services().identifiers().tag();
            extra.add(credentials.answer(challenge, "REGISTER", domain, send.count(), cnonce));
        }
        SIPRequest request = messages.request("REGISTER", outside, path, extra);
        messages.contact(request, messages.contact(config.user(), path));
        messages.expires(request, (int) send.expires().toSeconds());
        request.setApplicationData(send.to());
        return request;
    }

    /** On a worker's or the stack's thread. */
    private void answered(RegistrationReply reply) {
        context.runOnContext(v -> on(registration.answered(reply, System.nanoTime())));
    }

    /** One REGISTER under way. On the stack's threads. */
    private final class Asked implements Asker {
        private final RegistrationAction.Send send;
        private final Path path;

        Asked(RegistrationAction.Send send, Path path) {
            this.send = send;
            this.path = path;
        }

        @Override
        public void answered(SIPResponse response) {
            RegistrationReply reply = RegistrationReader.read(response, send, path, config.user());
            if (reply.isChallenge() && !reply.fromServer()) {
                endpoint.counters().count(SipCounter.CHALLENGES_FOREIGN);
            }
            context.runOnContext(v -> {
                List<RegistrationAction> actions = registration.answered(reply, System.nanoTime());
                boolean taken =
                        registration.isBound(System.nanoTime()) && send.to().equals(registration.server());
                if (taken
                        && !leaving
                        && reply.status() / 100 == 2
                        && !send.expires().isZero()) {
                    registered(send.to(), path);
                }
                on(actions);
            });
        }

        @Override
        public void unanswered() {
            TrunkLine.this.answered(RegistrationReply.none(send.attempt(), 408));
        }
    }

    private void registered(Hop by, Path path) {
        servers.registered(by.address(), registration.realm(), System.nanoTime());
        server = by;
        serviceRoutes = registration.serviceRoutes();
        keepAlive.hold(by, path);
    }
}
