package io.parley.sip;

import io.parley.config.Trunk;
import io.parley.config.Trunks;
import java.net.InetAddress;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/** Which calls a REFER may ask for: to the servers of the trunk that it came by, and nowhere else. */
final class Referrals {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9+._-]{1,64}");

    private Referrals() {}

    /**
     * @param all tells whose an address is: a trunk's block may have another trunk's within
     * @param line how we are registered with the trunk; null where we are not
     * @param number what was dialled in the call that the REFER came in: who we are in the new one
     * @return null where it may not be made
     */
    static CallMaker.@Nullable Plan plan(
            Trunk trunk, Trunks all, @Nullable TrunkLine line, String number, Referral to, Messages messages) {
        SipURI target = target(to, messages);
        if (target == null) {
            return null;
        }
        String host = LocalAddresses.unbracketed(target.getHost());
        Hop server = line == null ? null : line.server();
        if (line != null && server != null && line.isServer(host)) {
            return new CallMaker.Plan(
                    target,
                    Redirects.hop(target, server),
                    true,
                    false,
                    line.serviceRoutes(),
                    line.addressOfRecord(),
                    line.user(),
                    trunk.name(),
                    line);
        }
        InetAddress address = LocalAddresses.full(host);
        if (address == null || !all.of(address).filter(trunk::equals).isPresent()) {
            return null;
        }
        String user = PLAIN.matcher(number).matches() ? number : "parley";
        return CallMaker.Plan.to(target, address, user, trunk.name());
    }

    private static @Nullable SipURI target(Referral to, Messages messages) {
        try {
            return Redirects.plain(messages.uri(to.target()));
        } catch (SipFault e) {
            return null;
        }
    }
}
