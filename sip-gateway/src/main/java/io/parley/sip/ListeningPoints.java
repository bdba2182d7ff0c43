package io.parley.sip;

import gov.nist.javax.sip.SipStackImpl;
import io.parley.config.Listen;
import io.parley.config.SipConfig;
import io.parley.config.Transport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TooManyListenersException;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TransportAlreadySupportedException;
import javax.sip.TransportNotSupportedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the configured listening points into bound sockets, one for each local address, so that every message leaves by
 * the address that its peer knows.
 */
final class ListeningPoints {
    private static final Logger log = LoggerFactory.getLogger(ListeningPoints.class);
    private static final int FREE_PORT_TRIES = 20;

    private ListeningPoints() {}

    /** @throws SipFault naming the listening point that cannot be bound */
    static List<Binding> bind(SipStackImpl stack, SipConfig config, SipListener listener) {
        List<Binding> bindings = new ArrayList<>();
        for (Map.Entry<InetAddress, List<Listen>> each :
                byAddress(config.listen()).entrySet()) {
            bindings.addAll(bind(stack, config, listener, each.getKey(), each.getValue()));
        }
        return bindings;
    }

    private static Map<InetAddress, List<Listen>> byAddress(List<Listen> listens) {
        Map<InetAddress, List<Listen>> byAddress = new LinkedHashMap<>();
        for (Listen listen : listens) {
            for (InetAddress address : addresses(listen)) {
                byAddress.computeIfAbsent(address, a -> new ArrayList<>()).add(listen);
            }
        }
        return byAddress;
    }

    private static List<InetAddress> addresses(Listen listen) {
        if (listen.host() == null) {
            return usable(LocalAddresses.all());
        }
        InetAddress address = LocalAddresses.literal(listen.host());
        return address.isAnyLocalAddress()
                ? usable(LocalAddresses.all().stream()
                        .filter(a -> LocalAddresses.isSameFamily(a, address))
                        .toList())
                : List.of(address);
    }

    /** Without those that nobody named and that cannot be bound: a new IPv6 address is on trial for a second or two. */
    private static List<InetAddress> usable(List<InetAddress> addresses) {
        return addresses.stream().filter(ListeningPoints::canBeBound).toList();
    }

    private static boolean canBeBound(InetAddress address) {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address, 0))) {
            return probe.isBound();
        } catch (SocketException e) {
            log.warn(
                    "SIP is not heard on {}, an address of this machine that cannot be bound: {}",
                    LocalAddresses.text(address),
                    e.getMessage());
            return false;
        }
    }

    /** A provider of the stack holds one listening point of each transport; a second of one begins a new provider. */
    private static List<Binding> bind(
            SipStackImpl stack, SipConfig config, SipListener listener, InetAddress address, List<Listen> listens) {
        List<Binding> bindings = new ArrayList<>();
        SipProvider provider = null;
        int freePort = 0;
        for (Listen listen : listens) {
            String transport = listen.transport().name().toLowerCase(Locale.ROOT);
            int port = listen.port();
            if (port == 0) {
                boolean own = freePort == 0 || listen.transport() == Transport.TLS; // TCP may have the other
                port = own ? freePort(address, listen) : freePort;
                freePort = listen.transport() == Transport.TLS ? freePort : port;
            }
            try {
                ListeningPoint point = stack.createListeningPoint(address.getHostAddress(), port, transport);
                if (provider == null || provider.getListeningPoint(transport) != null) {
                    provider = stack.createSipProvider(point);
                    provider.addSipListener(listener);
                    bindings.add(new Binding(address, host(config.publicAddress(), address), provider));
                } else {
                    provider.addListeningPoint(point);
                }
            } catch (InvalidArgumentException
                    | TransportNotSupportedException
                    | TransportAlreadySupportedException
                    | ObjectInUseException
                    | TooManyListenersException e) {
                throw new SipFault(
                        "sip.listen: " + transport + ":" + text(address) + ":" + port + " cannot be bound: " + cause(e)
                                + "; stop what listens there or choose another port (--sip-port N)",
                        e);
            }
        }
        return bindings;
    }

    /** The public address is for peers outside and of its own family; who comes by loopback is on this machine. */
    private static String host(@Nullable String publicAddress, InetAddress local) {
        boolean outside = publicAddress != null
                && !local.isLoopbackAddress()
                && LocalAddresses.isSameFamily(LocalAddresses.literal(publicAddress), local);
        return outside ? String.valueOf(publicAddress) : LocalAddresses.text(local);
    }

    private static String text(InetAddress address) {
        return LocalAddresses.bracketed(LocalAddresses.text(address));
    }

    /** A port that is free for UDP and TCP alike; the stack cannot be asked to choose. */
    private static int freePort(InetAddress address, Listen listen) {
        IOException last = null;
        for (int i = 0; i < FREE_PORT_TRIES; i++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, address);
                    DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address, tcp.getLocalPort()))) {
                return udp.getLocalPort();
            } catch (IOException e) {
                last = e;
            }
        }
        throw new SipFault("sip.listen: " + listen.transport() + ":" + text(address) + ":0: no free port", last);
    }

    private static String cause(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
