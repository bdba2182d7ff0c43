package io.parley.sip;

import io.parley.config.RegistrarConfig;
import io.parley.config.SipConfig;
import io.parley.config.UserSpec;
import java.net.InetAddress;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/**
 * Tells addresses of record of users here (RFC 3261, section 10.3) from everybody else's. Any thread.
 *
 * @param names whether a user is called so
 * @param realm a name of this server
 * @param own addresses of this machine
 * @param published the address by which peers know us, if it is another
 */
public record OwnUsers(
        Predicate<String> names,
        String realm,
        Set<InetAddress> own,
        @Nullable InetAddress published) {
    /** Those of a configuration. */
    public static OwnUsers of(SipConfig sip, RegistrarConfig registrar) {
        Set<String> names = registrar.users().stream().map(UserSpec::name).collect(Collectors.toSet());
        return new OwnUsers(names::contains, registrar.realm(), Set.copyOf(LocalAddresses.all()), published(sip));
    }

    static @Nullable InetAddress published(SipConfig sip) {
        return sip.publicAddress() == null ? null : LocalAddresses.literal(sip.publicAddress());
    }

    /** @param uri of any scheme; what cannot be read is nobody's here */
    public boolean has(String uri) {
        try {
            return has(Messages.read(uri));
        } catch (SipFault e) {
            return false;
        }
    }

    boolean has(SipURI uri) {
        return uri.getUser() != null && names.test(uri.getUser()) && isHere(uri.getHost());
    }

    private boolean isHere(String host) {
        InetAddress address = LocalAddresses.full(host);
        return host.equalsIgnoreCase(realm) || address != null && (own.contains(address) || address.equals(published));
    }
}
