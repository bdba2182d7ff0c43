package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Limits;
import io.parley.config.Listen;
import io.parley.config.MediaConfig;
import io.parley.config.SipConfig;
import io.parley.config.Transport;
import io.parley.media.MediaEngine;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which address we give a peer: the one by which it reaches us. */
@Timeout(60)
class RoutesIT {
    private static final String PUBLIC = "203.0.113.7";

    private final Vertx vertx = Vertx.vertx();
    private final MediaEngine media =
            MediaEngine.start(new MediaConfig(22_000, 22_999, Duration.ofSeconds(60), Duration.ofMillis(200)));
    private final TestAgent agent = new TestAgent();
    private @Nullable SipGateway gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.stop(Duration.ZERO).await();
        }
        media.close();
        vertx.close().await();
    }

    @Test
    void listensOnEveryLocalAddressAndGivesEachPeerTheOneItCalled() {
        listenEverywhere(null);
        assertThat(gateway.addresses(Transport.UDP).stream().map(a -> a.getAddress()))
                .containsExactlyInAnyOrderElementsOf(LocalAddresses.all());
        for (InetSocketAddress address : gateway.addresses(Transport.UDP)) {
            assertThat(contactAndMedia(address, address.getAddress()))
                    .containsOnly(LocalAddresses.text(address.getAddress()));
        }
    }

    /** An address of the local link needs an interface beside it, which a URI cannot name: RFC 5118, section 4.10. */
    @Test
    void hearsIpv6AsFarAsAUriCanNameIt() throws IOException {
        List<InetAddress> all = LocalAddresses.all();
        assertThat(all).noneMatch(a -> a instanceof Inet6Address && a.isLinkLocalAddress());
        Assumptions.assumeTrue(all.contains(LocalAddresses.literal("::1")), "skipped, missing: IPv6 on loopback");
        listenEverywhere(null);
        assertThat(at("::1").getAddress()).isInstanceOf(Inet6Address.class);
        assertThat(contactAndMedia(at("::1"), LocalAddresses.literal("::1"))).containsOnly("::1");
    }

    /** RFC 6157: audio goes by the family that the offer names, whatever its signalling came by. */
    @Test
    void answersAudioInTheFamilyOfTheOffer() {
        Assumptions.assumeTrue(
                LocalAddresses.all().contains(LocalAddresses.literal("::1")), "skipped, missing: IPv6 on loopback");
        listenEverywhere(null);
        assertThat(audioAddress(at("127.0.0.1"), "::1")).isEqualTo("c=IN IP6 ::1");
        assertThat(audioAddress(at("::1"), "127.0.0.1")).isEqualTo("c=IN IP4 127.0.0.1");
    }

    private String audioAddress(InetSocketAddress gatewayAddress, String offered) {
        try (RawPeer peer = new RawPeer(gatewayAddress, gatewayAddress.getAddress())) {
            String offer = Descriptions.audio(offered, 40_000, "0", "sendrecv");
            peer.send(peer.inviteWith(offer, "tone", 1, "m1", ""));
            String ok = peer.receive("SIP/2.0 200");
            peer.send(peer.request("ACK", "tone", 1, "m2", RawPeer.toTag(ok), "Content-Length: 0"));
            peer.send(peer.request("BYE", "tone", 2, "m3", RawPeer.toTag(ok), "Content-Length: 0"));
            peer.receive("SIP/2.0 200");
            return ok.lines().filter(l -> l.startsWith("c=")).findFirst().orElseThrow();
        }
    }

    @Test
    void answersASecondLoopbackAddress() throws IOException {
        listenEverywhere(null);
        InetSocketAddress loopback = at("127.0.0.1");
        assertThat(contactAndMedia(loopback, InetAddress.getByName("127.0.0.2")))
                .containsOnly("127.0.0.1");
    }

    @Test
    void givesThePublicAddressToPeersOutsideAndTheLocalOneToThisMachine() throws IOException {
        listenEverywhere(PUBLIC);
        InetAddress outside = LocalAddresses.all().stream()
                .filter(a -> !a.isLoopbackAddress() && a instanceof Inet4Address)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(outside != null, "skipped, missing: an address other than loopback");
        assertThat(contactAndMedia(at(outside.getHostAddress()), outside)).containsOnly(PUBLIC);
        assertThat(contactAndMedia(at("127.0.0.1"), InetAddress.getByName("127.0.0.1")))
                .containsOnly("127.0.0.1");
        for (InetAddress other : LocalAddresses.all()) { // a public address of IPv4 is none for a peer of IPv6
            if (other instanceof Inet6Address) {
                String text = LocalAddresses.text(other);
                assertThat(contactAndMedia(at(text), other)).containsOnly(text);
            }
        }
    }

    @Test
    void leavesByTheAddressThatRoutesToThePeer() throws IOException {
        assertThat(LocalAddresses.towards(InetAddress.getByName("127.0.0.2"))).hasToString("/127.0.0.1");
        for (InetAddress local : LocalAddresses.all()) {
            assertThat(LocalAddresses.towards(local)).isEqualTo(local);
        }
    }

    @Test
    void carriesACallFromANetworkNamespace() throws IOException, InterruptedException {
        String name = "parley" + ThreadLocalRandom.current().nextInt(100_000);
        String net = "10." + ThreadLocalRandom.current().nextInt(64, 250) + "."
                + ThreadLocalRandom.current().nextInt(250) + ".";
        Assumptions.assumeTrue(
                run("ip", "netns", "add", name), "skipped, missing: the right to make a network namespace");
        try {
            String ours = "pa" + name.substring(6);
            String theirs = "pb" + name.substring(6);
            assertThat(run("ip", "link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", name))
                    .isTrue();
            assertThat(run("ip", "addr", "add", net + "1/30", "dev", ours)).isTrue();
            assertThat(run("ip", "link", "set", ours, "up")).isTrue();
            assertThat(run("ip", "-n", name, "addr", "add", net + "2/30", "dev", theirs))
                    .isTrue();
            assertThat(run("ip", "-n", name, "link", "set", theirs, "up")).isTrue();
            listenEverywhere(null);
            for (Transport transport : List.of(Transport.UDP, Transport.TCP)) {
                Sipp.Call call = Sipp.Call.once("basic", "tone", transport);
                try (Sipp sipp = Sipp.inNamespace(name, InetAddress.getByName(net + "2"), call, at(net + "1"))) {
                    sipp.succeeds();
                }
            }
            assertThat(agent.calls)
                    .hasSize(2)
                    .allSatisfy(c -> assertThat(c.events).containsExactly("answered", "ended caller-hung-up"));
        } finally {
            run("ip", "netns", "delete", name);
        }
    }

    private void listenEverywhere(@Nullable String publicAddress) {
        int port;
        try (DatagramSocket free = new DatagramSocket()) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        SipConfig sip = new SipConfig(
                List.of(new Listen(Transport.UDP, null, port), new Listen(Transport.TCP, null, port)), publicAddress);
        gateway = SipGateway.start(vertx, sip, List.of(), new Limits(10, Duration.ofMinutes(5)), media, agent);
    }

    private InetSocketAddress at(String host) {
        return gateway.addresses(Transport.UDP).stream()
                .filter(a -> LocalAddresses.text(a.getAddress()).equals(host))
                .findFirst()
                .orElseThrow();
    }

    /** The addresses in Contact, in the session description, and in the Via and Contact of our BYE. */
    private List<String> contactAndMedia(InetSocketAddress gatewayAddress, InetAddress from) {
        try (RawPeer peer = new RawPeer(gatewayAddress, from)) {
            peer.send(peer.invite("goodbye", "r1"));
            String ok = peer.receive("SIP/2.0 200");
            String contact = RawPeer.header(ok, "Contact");
            String connection =
                    ok.lines().filter(l -> l.startsWith("c=IN IP")).findFirst().orElseThrow();
            String origin =
                    ok.lines().filter(l -> l.startsWith("o=")).findFirst().orElseThrow();
            peer.send(peer.request("ACK", "goodbye", 1, "r2", RawPeer.toTag(ok), "Content-Length: 0"));
            String bye = peer.receive("BYE");
            peer.send(RawPeer.response(bye, 200, ""));
            String via = RawPeer.header(bye, "Via");
            return List.of(
                    host(contact.substring(contact.indexOf('@') + 1, contact.lastIndexOf(':'))),
                    connection.substring("c=IN IP4 ".length()).trim(),
                    origin.substring(origin.lastIndexOf(' ') + 1).trim(),
                    host(via.substring(via.indexOf(' ') + 1, via.indexOf(";branch"))));
        }
    }

    /** What stands between the brackets of IPv6, or before the port. */
    private static String host(String hostAndPort) {
        int close = hostAndPort.indexOf(']');
        return close < 0 ? hostAndPort.split(":")[0] : hostAndPort.substring(1, close);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }
}
