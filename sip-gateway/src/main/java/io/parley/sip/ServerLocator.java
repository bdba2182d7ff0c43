package io.parley.sip;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the servers of SIP URIs are (RFC 3263, section 4.2): a literal address is one, a name with a port has
 * addresses, another name has SRV records or, without them, addresses. No NAPTR: the transport stands in the URI, else it
 * is UDP where {@code _sip._udp} has records, and TCP where only {@code _sip._tcp} has. Any thread.
 */
final class ServerLocator {
    /** Servers of one peer that are tried in a round; what a zone lists beyond them is left out. */
    static final int MOST = 16;

    private static final int DNS_PORT = 53;
    private static final long TIMEOUT_MILLIS = 3_000;

    private final Vertx vertx;
    private final DnsClient dns;
    private final boolean ownNameServer;
    private final RandomGenerator random;
    private final Expecting expecting;

    /** Who must know whose certificate a server is to show: that of the name that was looked up (RFC 5922, section 4). */
    interface Expecting {
        void server(InetAddress address, int port, String host);
    }

    /** @param nameServer literal address with or without a port; null for the system's */
    ServerLocator(Vertx vertx, @Nullable String nameServer, RandomGenerator random, Expecting expecting) {
        this.vertx = vertx;
        this.expecting = expecting;
        this.random = random;
        this.ownNameServer = nameServer != null;
        DnsClientOptions options = new DnsClientOptions().setQueryTimeout(TIMEOUT_MILLIS);
        if (nameServer != null) {
            InetSocketAddress at = parse(nameServer);
            options.setHost(at.getHostString()).setPort(at.getPort());
        }
        this.dns = vertx.createDnsClient(options);
    }

    private static InetSocketAddress parse(String nameServer) {
        int colon = nameServer.lastIndexOf(':');
        boolean port = colon > nameServer.indexOf(']') && colon >= 0;
        String host = port ? nameServer.substring(0, colon) : nameServer;
        int number = port ? Integer.parseInt(nameServer.substring(colon + 1)) : DNS_PORT;
        return new InetSocketAddress(LocalAddresses.literal(host), number);
    }

    /** In the order in which they are to be tried; those of one URI that cannot be found are left out. Never fails. */
    Future<List<Hop>> find(List<SipURI> uris) {
        Future<List<Hop>> all = Future.succeededFuture(List.of());
        for (SipURI uri : uris) {
            all = all.compose(found -> find(uri).otherwise(List.of()).map(more -> joined(found, more)));
        }
        return all;
    }

    private static List<Hop> joined(List<Hop> found, List<Hop> more) {
        List<Hop> all = new ArrayList<>(found);
        more.stream().filter(hop -> !all.contains(hop) && all.size() < MOST).forEach(all::add);
        return all;
    }

    private Future<List<Hop>> find(SipURI uri) {
        return addresses(uri)
                .onSuccess(found -> found.stream()
                        .filter(Hop::isSecure)
                        .forEach(hop -> expecting.server(hop.address(), hop.port(), uri.getHost())));
    }

    private Future<List<Hop>> addresses(SipURI uri) {
        String transport = Hop.isSecure(uri) ? Hop.TLS : uri.getTransportParam();
        String known = transport == null ? "udp" : transport;
        if (LocalAddresses.isLiteral(uri.getHost()) || uri.getPort() > 0) {
            return addresses(uri.getHost(), Hop.port(uri), known);
        }
        return services(known, uri.getHost())
                .compose(found -> !found.isEmpty() || transport != null
                        ? Future.succeededFuture(found)
                        : services("tcp", uri.getHost()))
                .compose(found -> found.isEmpty()
                        ? addresses(uri.getHost(), Hop.port(uri), known)
                        : Future.succeededFuture(found));
    }

    private Future<List<Hop>> services(String transport, String host) {
        return dns.resolveSRV((transport.equals(Hop.TLS) ? "_sips._tcp." : "_sip._" + transport + ".") + host)
                .otherwise(List.of())
                .compose(records -> {
                    List<SrvOrder.Server> servers = records.stream()
                            .limit(MOST)
                            .map(r -> new SrvOrder.Server(r.target(), r.port(), r.priority(), r.weight()))
                            .toList();
                    Future<List<Hop>> all = Future.succeededFuture(List.of());
                    for (SrvOrder.Server server : SrvOrder.order(servers, random)) {
                        all = all.compose(found -> addresses(server.target(), server.port(), transport)
                                .otherwise(List.of())
                                .map(more -> joined(found, more)));
                    }
                    return all;
                });
    }

    private Future<List<Hop>> addresses(String host, int port, String transport) {
        Future<List<InetAddress>> found = LocalAddresses.isLiteral(host)
                ? Future.succeededFuture(List.of(LocalAddresses.literal(host)))
                : ownNameServer ? ask(host) : bySystem(host);
        return found.map(addresses -> addresses.stream()
                .map(address -> new Hop(address, port, transport))
                .toList());
    }

    private Future<List<InetAddress>> ask(String host) {
        Future<List<String>> four = dns.resolveA(host).otherwise(List.of());
        return four.compose(a -> dns.resolveAAAA(host).otherwise(List.of()).map(aaaa -> {
            List<InetAddress> all = new ArrayList<>();
            a.forEach(text -> all.add(LocalAddresses.literal(text)));
            aaaa.forEach(text -> all.add(LocalAddresses.literal(text)));
            return all;
        }));
    }

    private Future<List<InetAddress>> bySystem(String host) {
        return vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
    }
}
