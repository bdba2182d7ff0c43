package io.parley.sip;

import gov.nist.core.NameValue;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.message.SIPRequest;
import io.parley.config.Cidr;
import io.parley.config.RegistrarConfig;
import io.parley.config.Trunk;
import io.parley.config.Trunks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** A small registrar for users of the configuration (RFC 3261, section 10.3). On the stack's threads. */
final class Registrar {
    private static final Set<String> TRANSPORTS = Set.of("udp", "tcp", "tls");

    private final RegistrarConfig config;
    private final Doorkeeper door;
    private final Location location;
    private final Trunk trunk;
    private final Set<InetAddress> own;
    private final List<Cidr> blocks;
    private final OwnUsers users;
    private final Predicate<InetSocketAddress> listens;
    private final LongSupplier nanos;

    /**
     * @param own addresses of this machine: users may be here too, and by them an address of record names us
     * @param published the address by which peers know us, if it is another
     * @param listens whether we are heard there ourselves, or a trunk is, so that no telephone can be
     */
    Registrar(
            RegistrarConfig config,
            Doorkeeper door,
            List<InetAddress> own,
            @Nullable InetAddress published,
            Predicate<InetSocketAddress> listens,
            LongSupplier nanos) {
        this.config = config;
        this.door = door;
        this.location = new Location(config.perUser(), config.bindings());
        this.trunk = Trunks.users(config.nat());
        this.own = Set.copyOf(own);
        this.blocks = config.addresses().stream().map(Cidr::parse).toList();
        this.users = new OwnUsers(door::knows, config.realm(), this.own, published);
        this.listens = listens;
        this.nanos = nanos;
    }

    /** The trunk of users; null for an address where they may not be. */
    @Nullable
    Trunk trunkOf(InetAddress source) {
        boolean may = blocks.isEmpty()
                ? own.contains(source) || Cidr.isLoopbackOrPrivate(source)
                : blocks.stream().anyMatch(block -> block.contains(source));
        return may ? trunk : null;
    }

    /** Who is told of wrong passwords from now on, and spares where users are: a neighbour's fault would be their silence. */
    void bans(Bans to) {
        to.spare(source -> location.isAt(source, nanos.getAsLong()));
        door.bans(to);
    }

    boolean isUsers(Trunk of) {
        return of == trunk;
    }

    Location location() {
        return location;
    }

    /** Why a REGISTER or an INVITE cannot be taken, or null. */
    @Nullable
    Flaw refuse(SIPRequest request) {
        if (request.getMethod().equals("REGISTER")) {
            Flaw flaw = door.refuse(request, user(request.getTo().getAddress().getURI()));
            return flaw == null ? malformed(request) : flaw;
        }
        String caller = user(request.getFrom().getAddress().getURI());
        boolean trusted = config.calls() == RegistrarConfig.Calls.REGISTERED
                && caller != null
                && location.isFrom(
                        caller,
                        request.getPeerPacketSourceAddress(),
                        request.getPeerPacketSourcePort(),
                        nanos.getAsLong());
        return trusted ? null : door.refuse(request, caller);
    }

    private static @Nullable String user(URI uri) {
        return uri instanceof SipURI sip ? sip.getUser() : null;
    }

    @Nullable
    Flaw malformed(SIPRequest request) {
        List<Contact> contacts = contacts(request);
        boolean any = contacts.stream().anyMatch(Contact::isWildCard);
        if (any && (contacts.size() > 1 || seconds(request) != 0)) {
            return Flaw.malformed("Contact * Needs Expires 0 And No Other");
        }
        if (contacts.size() > config.perUser()) {
            return Flaw.malformed("Too Many Contacts");
        }
        return any
                ? null
                : contacts.stream()
                        .map(contact -> malformed(contact, expires(contact, request)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable Flaw malformed(Contact contact, long expires) {
        if (contact.getAddress() == null || !(contact.getAddress().getURI() instanceof SipURI uri)) {
            return Flaw.malformed("Contact Is Not SIP");
        }
        if (expires == 0) {
            return null;
        }
        if (!mayBe(uri)) {
            return new Flaw(403, "Contact Is Where No User May Be", SipCounter.REFUSED_CONTACT, List.of());
        }
        long least = config.minExpires().toSeconds();
        return expires >= least
                ? null
                : new Flaw(
                        423,
                        "Interval Too Brief",
                        SipCounter.REFUSED_TOO_BRIEF,
                        List.of(new Header("Min-Expires", Long.toString(least))));
    }

    /**
     * A transfer asks the caller's side to call what is bound here, at the expense of whoever pays for its calls: a user
     * is where users may be, not at any number of any host, not with us, and not at a trunk, which would dial the number.
     */
    private boolean mayBe(SipURI contact) {
        InetAddress address = LocalAddresses.full(contact.getHost());
        if (address == null) {
            return false;
        }
        return trunkOf(address) != null && !listens.test(new InetSocketAddress(address, Hop.port(contact)));
    }

    /** Takes a REGISTER that was not refused, and answers it. */
    void register(Incoming incoming, Messages messages, String tag, SipCounters counters)
            throws SipException, InvalidArgumentException, java.text.ParseException {
        SIPRequest request = incoming.request();
        long now = nanos.getAsLong();
        String user = String.valueOf(user(request.getTo().getAddress().getURI()));
        List<String> path = HeaderFields.values(request, "Path");
        Location.Outcome outcome = bind(request, user, path, incoming.path().transport(), now);
        List<Header> headers = new ArrayList<>();
        if (outcome.status() == 200) {
            counters.count(SipCounter.REGISTRATIONS);
            if (!outcome.bound().isEmpty()) {
                headers.add(new Header("Contact", contacts(outcome.bound(), now)));
            }
            if (!path.isEmpty()) {
                headers.add(new Header("Path", String.join(", ", path)));
            }
        } else {
            counters.count(SipCounter.REFUSED_BINDINGS);
        }
        incoming.transaction().sendResponse(messages.response(request, outcome.status(), tag, null, headers, null));
    }

    Location.Outcome bind(SIPRequest request, String user, List<String> path, String transport, long now) {
        String callId = request.getCallId().getCallId();
        long cseq = request.getCSeq().getSeqNumber();
        List<Contact> contacts = contacts(request);
        if (contacts.stream().anyMatch(Contact::isWildCard)) {
            return location.unbindAll(user, callId, cseq);
        }
        List<Location.Wish> wishes = contacts.stream()
                .map(contact -> new Location.Wish(
                        contact.getAddress().getURI().toString(),
                        contact.getQValue() < 0 ? 1_000 : Math.round(contact.getQValue() * 1_000),
                        Duration.ofSeconds(Math.min(
                                expires(contact, request), config.maxExpires().toSeconds()))))
                .toList();
        Hop from = new Hop(request.getPeerPacketSourceAddress(), request.getPeerPacketSourcePort(), transport);
        return location.bind(user, wishes, from, path, callId, cseq, now);
    }

    private static String contacts(List<Location.Bound> bound, long now) {
        return bound.stream()
                .map(each -> "<" + each.contact() + ">;expires="
                        + Math.max(1, each.left(now).toSeconds()))
                .collect(Collectors.joining(", "));
    }

    private static List<Contact> contacts(SIPRequest request) {
        return HeaderFields.of(request, Contact.NAME, Contact.class);
    }

    private long expires(Contact contact, SIPRequest request) {
        if (contact.getExpires() >= 0) {
            return contact.getExpires();
        }
        long all = seconds(request);
        return all >= 0 ? all : config.maxExpires().toSeconds();
    }

    private static long seconds(SIPRequest request) {
        return request.getExpires() == null ? -1 : request.getExpires().getExpires();
    }

    /**
     * Where a transfer leads: the telephone of a user where the URI is his address of record here, and otherwise what it
     * says.
     *
     * @return null for a user who is not registered
     */
    @Nullable
    String locate(SipURI uri, Messages messages) {
        if (!isOurs(uri)) {
            return uri.toString();
        }
        Location.Bound best = location.best(uri.getUser(), nanos.getAsLong());
        return best == null ? null : target(messages.uri(best.contact())) + headers(uri);
    }

    /** What the agent's file has added goes along; what a Contact has does not. */
    private static String headers(SipURI uri) {
        String text = uri.toString();
        int at = text.indexOf('?');
        return at < 0 ? "" : text.substring(at);
    }

    /** The address of record of a user here. */
    boolean isOurs(SipURI uri) {
        return users.has(uri);
    }

    /** Nothing but where it is: what else a Contact says would go into a request of the caller's side. */
    private static String target(SipURI contact) {
        SipUri target = (SipUri) contact.clone();
        String transport = target.getTransportParam();
        target.removeHeaders();
        target.clearUriParms();
        if (transport != null && TRANSPORTS.contains(transport.toLowerCase(Locale.ROOT))) {
            target.setUriParameter(new NameValue("transport", transport.toLowerCase(Locale.ROOT)));
        }
        return target.toString();
    }

    /** A call to that user; null where he is not registered. */
    CallMaker.@Nullable Plan plan(String user, Messages messages) {
        Location.Bound best = location.best(user, nanos.getAsLong());
        if (best == null) {
            return null;
        }
        SipUri contact = (SipUri) messages.uri(best.contact());
        contact.removeHeaders();
        return new CallMaker.Plan(contact, best.from(), true, true, best.path(), null, "parley", trunk.name(), null);
    }
}
