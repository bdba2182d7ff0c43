package io.parley.server.cli;

import io.netty.util.NetUtil;
import io.parley.config.AgentSpec;
import io.parley.config.ParleyConfig;
import io.parley.config.Transport;
import io.parley.server.Parley;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a server says about itself when it is ready: one line each. */
final class Announcement {
    private static final int SIP_PORT = 5060;
    private static final int MOST_ADDRESSES = 4;

    private Announcement() {}

    static List<String> of(Parley parley, ParleyConfig config) {
        List<String> lines = new ArrayList<>();
        lines.add("Parley takes calls.");
        for (Transport transport : Transport.values()) {
            List<InetSocketAddress> addresses = reachable(parley, transport);
            if (!addresses.isEmpty()) {
                lines.add("  SIP over " + transport + " on "
                        + addresses.stream().map(Announcement::address).collect(Collectors.joining(", ")));
            }
        }
        lines.add("  HTTP on http://" + config.http().host() + ":" + parley.httpPort()
                + " (/health /ready /metrics /trunks /calls)");
        lines.add("  Redis: "
                + (config.redis().uri() == null
                        ? "a private one, data in " + config.redis().data()
                        : "configured"));
        lines.add("  " + config.limits().calls() + " calls at once; calls come from " + callers(config));
        parley.agents().forEach(agent -> lines.add(line(agent, reachable(parley, Transport.UDP))));
        config.routes().forEach(route -> lines.add("  route " + route.number() + " leads to " + route.agent()));
        return lines;
    }

    private static String callers(ParleyConfig config) {
        int trunks = config.trunks().size();
        int users = config.registrar().users().size();
        if (trunks + users == 0) {
            return "this machine and private networks";
        }
        String listed = trunks + " configured trunks";
        return users == 0 ? listed : (trunks == 0 ? "" : listed + " and ") + users + " users with their passwords";
    }

    private static String line(AgentSpec agent, List<InetSocketAddress> addresses) {
        String numbers = String.join(", ", agent.numbers());
        String how = agent.numbers().isEmpty()
                ? ""
                : addresses.stream()
                        .limit(MOST_ADDRESSES)
                        .map(address -> "sip:" + agent.numbers().get(0) + "@" + host(address))
                        .collect(Collectors.joining("  ", ": phone ", ""));
        return "  " + agent.id() + " answers " + (numbers.isEmpty() ? "by route" : numbers) + how;
    }

    /** Those that others can reach first. */
    private static List<InetSocketAddress> reachable(Parley parley, Transport transport) {
        return parley.sip(transport).stream()
                .sorted(Comparator.comparing(
                                (InetSocketAddress a) -> a.getAddress().isLoopbackAddress())
                        .thenComparing(a -> a.getAddress() instanceof Inet6Address))
                .toList();
    }

    private static String address(InetSocketAddress address) {
        return NetUtil.toSocketAddressString(address);
    }

    /** A port that is not the usual one has to be dialled too (RFC 3261, section 19.1.2). */
    private static String host(InetSocketAddress address) {
        String whole = address(address);
        return address.getPort() == SIP_PORT ? whole.substring(0, whole.lastIndexOf(':')) : whole;
    }
}
