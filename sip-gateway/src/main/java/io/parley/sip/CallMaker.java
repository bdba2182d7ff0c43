package io.parley.sip;

import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/** Makes the calls of an endpoint. Any thread. */
final class CallMaker {
    private final SipEndpoint endpoint;

    CallMaker(SipEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * A call to be made.
     *
     * @param target Request-URI
     * @param hop where the INVITE goes
     * @param pinned it goes there whatever the URIs say; otherwise they say the same
     * @param sticky so do the call's later requests
     * @param routes Route of the INVITE
     * @param from our own address of record; null for {@code user} at the address that it leaves by
     * @param user user part of our Contact
     * @param trunk for the record
     * @param headers of the INVITE besides
     */
    record Plan(
            SipURI target,
            Hop hop,
            boolean pinned,
            boolean sticky,
            List<String> routes,
            @Nullable String from,
            String user,
            String trunk,
            @Nullable Authority authority,
            List<Header> headers) {

        Plan(
                SipURI target,
                Hop hop,
                boolean pinned,
                boolean sticky,
                List<String> routes,
                @Nullable String from,
                String user,
                String trunk,
                @Nullable Authority authority) {
            this(target, hop, pinned, sticky, routes, from, user, trunk, authority, List.of());
        }

        /** The same, and its INVITE says this besides. */
        Plan saying(Map<String, String> more) {
            List<Header> all = more.entrySet().stream()
                    .map(header -> new Header(header.getKey(), header.getValue()))
                    .toList();
            return new Plan(target, hop, pinned, sticky, routes, from, user, trunk, authority, all);
        }

        /** A call to where the URI says, its host looked up already. */
        static Plan to(SipURI target, InetAddress address, String user, String trunk) {
            Hop hop = Hop.of(target, address, "udp");
            return new Plan(target, hop, false, false, List.of(), null, user, trunk, null);
        }
    }

    /** @return fails with {@link SipFault} where nothing listens for the hop's transport */
    Future<CallLeg> place(Plan plan, Runnable freeLine, Consumer<CallLeg> prepare) {
        return place(plan, endpoint.newContext(), freeLine, prepare);
    }

    /** @param context of the call */
    Future<CallLeg> place(Plan plan, Context context, Runnable freeLine, Consumer<CallLeg> prepare) {
        Hop hop = plan.hop();
        Binding binding = endpoint.towards(hop.address());
        Path path = binding == null ? null : binding.path(hop.transport());
        if (binding == null || path == null) {
            String where =
                    binding == null ? "an address that reaches " + LocalAddresses.text(hop.address()) : binding.host();
            freeLine.run();
            return Future.failedFuture(
                    new SipFault("nothing listens for transport '" + hop.transport() + "' on " + where));
        }
        CallPath way = way(plan, binding, path, binding, plan.headers());
        if (!way.mayCarryAudio()) {
            freeLine.run();
            return Future.failedFuture(new SipFault("trunk '" + plan.trunk()
                    + "': srtp: required takes transport tls, found '" + path.transport() + "'"));
        }
        CallServices services = endpoint.services();
        String id = services.identifiers().callId();
        Promise<CallLeg> placed = Promise.promise();
        Dialog dialog = dialog(plan, path);
        SipCall call = call(plan, dialog, id, context, way, freeLine);
        context.runOnContext(v -> {
            try {
                call.place(dialog, prepare);
                placed.complete(call);
            } catch (RuntimeException | Error e) { // whoever prepared it
                placed.tryFail(e);
                throw e;
            }
        });
        return placed.future();
    }

    /**
     * A call that is to take the place of another, because that one's far end asked for it (RFC 3515).
     *
     * @param plan leaves by an address that is bound
     * @param free run when it has taken the other's place, or come to nothing
     * @return false where nothing listens for the hop's transport
     */
    boolean follow(Plan plan, SipCall other, List<Header> headers, Runnable free) {
        Binding binding = endpoint.towards(plan.hop().address());
        Path path = binding == null ? null : binding.path(plan.hop().transport());
        if (binding == null || path == null) {
            return false;
        }
        CallPath way = way(plan, binding, path, other.mediaBinding(), headers);
        if (!way.mayCarryAudio()) {
            return false;
        }
        Dialog dialog = dialog(plan, path);
        SipCall call = call(plan, dialog, other.info().id(), other.context(), way, free);
        other.guard(); // until its place is taken
        call.placeInstead(other, dialog);
        return true;
    }

    private CallPath way(Plan plan, Binding binding, Path path, Binding media, List<Header> headers) {
        return new CallPath(
                binding,
                path,
                media,
                plan.pinned() ? plan.hop() : null,
                plan.sticky(),
                plan.authority(),
                headers,
                endpoint.srtp(plan.trunk()));
    }

    private Dialog dialog(Plan plan, Path path) {
        CallServices services = endpoint.services();
        String from = plan.from() == null ? "sip:" + plan.user() + "@" + path.uriHost() : plan.from();
        return new Dialog(
                services.identifiers().sipCallId(),
                "<" + from + ">",
                services.identifiers().tag(),
                "<" + bare(plan.target()) + ">",
                "",
                plan.target().toString(),
                plan.routes(),
                1,
                -1,
                endpoint.sessionTimer());
    }

    /** In every table. */
    private SipCall call(Plan plan, Dialog dialog, String id, Context context, CallPath way, Runnable freeLine) {
        CallServices services = endpoint.services();
        String number = Dialogs.number(plan.target());
        CallInfo info = new CallInfo(id, false, number, plan.user(), null, plan.trunk(), Instant.now());
        SipCall call = new SipCall(
                new SipCall.Identity(info, dialog.key(), null, plan.hop().address()),
                context,
                services,
                way,
                plan.user(),
                new Gone(),
                freeLine);
        services.registry().add(call);
        return call;
    }

    /** To and From carry no transport (RFC 3261, table 1). */
    private static String bare(SipURI target) {
        SipURI copy = (SipURI) target.clone();
        copy.removeParameter("transport");
        return copy.toString();
    }
}
