package io.parley.sip;

import io.parley.config.Trunk;
import io.parley.config.TrunkRegistration;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The trunks that we register with. Any thread. */
final class TrunkLines {
    private final SipEndpoint endpoint;
    private final List<TrunkLine> lines;

    private TrunkLines(SipEndpoint endpoint, List<TrunkLine> lines) {
        this.endpoint = endpoint;
        this.lines = lines;
    }

    /**
     * The passwords of the trunks that need one, in their order.
     *
     * @throws SipFault naming the trunk and the place where there is none
     */
    static Map<Trunk, String> passwords(Peers peers) {
        Map<Trunk, String> passwords = new LinkedHashMap<>();
        for (Trunk trunk : peers.trunks()) {
            TrunkRegistration registration = trunk.registration();
            if (registration != null) {
                try {
                    passwords.put(trunk, peers.secrets().apply(registration.password()));
                } catch (IllegalArgumentException e) {
                    throw new SipFault("trunk '" + trunk.name() + "': register: " + e.getMessage(), e);
                }
            }
        }
        return passwords;
    }

    /** Begins to register with all of them. */
    static TrunkLines start(
            SipEndpoint endpoint, @Nullable String nameServer, Map<Trunk, String> passwords, RegistrationTimes times) {
        if (passwords.isEmpty()) {
            return new TrunkLines(endpoint, List.of());
        }
        ServerLocator locator = new ServerLocator(
                endpoint.vertx(),
                nameServer,
                endpoint.services().random(),
                endpoint.network().tls().names()::configured);
        List<TrunkLine> lines = passwords.entrySet().stream()
                .map(each -> new TrunkLine(
                        each.getKey(),
                        Objects.requireNonNull(each.getKey().registration()),
                        each.getValue(),
                        times,
                        endpoint,
                        locator))
                .toList();
        lines.forEach(TrunkLine::start);
        return new TrunkLines(endpoint, lines);
    }

    /** The trunk whose server has that address. */
    @Nullable
    Trunk trunkOf(InetAddress source) {
        for (TrunkLine line : lines) {
            if (line.isServer(source)) {
                return line.trunk();
            }
        }
        return null;
    }

    /** The one among those with a server there that is registered by that name: a provider may have several of ours. */
    @Nullable
    Trunk trunkOf(InetAddress source, @Nullable String user) {
        return lines.stream()
                .filter(line -> line.user().equals(user) && line.isServer(source))
                .map(TrunkLine::trunk)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    TrunkLine named(String trunk) {
        return lines.stream()
                .filter(line -> line.trunk().name().equals(trunk))
                .findFirst()
                .orElse(null);
    }

    List<RegistrationStatus> statuses() {
        return lines.stream().map(TrunkLine::status).toList();
    }

    /** Leaves all servers, and waits no longer than that for their answers. */
    Future<Void> leave(Duration most) {
        if (lines.isEmpty()) {
            return Future.succeededFuture();
        }
        Promise<Void> over = Promise.promise();
        Future.join(lines.stream().map(TrunkLine::leave).toList()).onComplete(all -> over.tryComplete());
        endpoint.vertx().setTimer(most.toMillis(), id -> over.tryComplete());
        return over.future();
    }

    /** Sends nothing any more. */
    void close() {
        lines.forEach(TrunkLine::close);
    }
}
