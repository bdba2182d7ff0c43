package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A flow of <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3">RFC 3665, section 3</a>, driven with its own
 * messages. Parley is one of its user agents; the test plays every other host that Parley meets, says what that host says
 * in the flow, and expects of Parley the headers that stand there. Only what one side alone can know is exchanged: host
 * names by addresses, tags and branches by the real ones.
 */
@Timeout(30)
@ExtendWith(SharedEndpoints.class)
public abstract class CallFlow {
    /** Copied from a request into its response. */
    private static final Set<String> ECHOED = Set.of("via", "from", "to", "call-id", "cseq");

    private final String file;
    /** Longest name first, because one may end with another. */
    private final Map<String, String> names =
            new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private final Map<String, String> tags = new TreeMap<>();
    /** The flows share branches and Call-IDs, which are one call's alone in the world. */
    private final String unique = Long.toHexString(System.nanoTime());

    private String callId = "flow" + unique;
    private boolean refused;
    private final List<Peer> peers = new ArrayList<>();
    private List<String> messages = List.of();
    private TestPhone.Line line;
    private String last = "";

    /** @param file name of the flow in the test data, without its ending */
    protected CallFlow(String file) {
        this.file = file;
    }

    @BeforeEach
    void read() throws IOException {
        String yaml = Files.readString(Outside.shared("protocol/call-flows/rfc3665/" + file + ".yaml"));
        List<String> read = new ArrayList<>();
        for (Object message : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(yaml)) {
            read.add(framed(message.toString().stripTrailing().replace("\n", "\r\n")));
        }
        messages = read;
        SharedEndpoints.gateway().reset();
        SharedEndpoints.gateway().agent.behaveAs("tone");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        SharedEndpoints.gateway().agent.behaveAs(null);
        SharedEndpoints.gateway().isEmpty();
        SharedEndpoints.phone().isEmpty();
        for (Peer peer : peers) {
            peer.close();
        }
    }

    // Who is who.

    /** A host that talks to Parley the server. */
    protected Peer plays(String host, Transport transport) throws IOException {
        return plays(host, Peer.over(transport, SharedEndpoints.gateway().address(transport)));
    }

    /** A host that Parley the telephone talks to. */
    protected Peer isCalled(String host, Transport transport) throws IOException {
        return plays(
                host,
                transport == Transport.TCP
                        ? Peer.listening()
                        : Peer.over(transport, SharedEndpoints.phone().address(transport)));
    }

    /** The same host under another name. */
    protected Peer plays(String host, Peer peer) {
        names.put(host, peer.hostPort());
        peers.add(peer);
        return peer;
    }

    /** How Parley the server behaves in this flow; else it answers. */
    protected void behaves(String how) {
        SharedEndpoints.gateway().agent.behaveAs(how);
    }

    /** Parley the telephone calls, by a proxy. */
    protected void calls(String uri, Peer proxy) {
        String route = "sip:" + proxy.hostPort() + (proxy.transport().equals("TCP") ? ";transport=tcp" : "");
        line = SharedEndpoints.phone().call(uri, route);
    }

    /** Parley the telephone calls a host itself. */
    protected void calls(Peer peer) {
        String transport = peer.transport().equals("TCP") ? ";transport=tcp" : "";
        line = SharedEndpoints.phone().call("sip:bob@" + peer.hostPort() + transport);
    }

    // What is said.

    /** Says what stands at F{@code f} in the flow. */
    protected void send(Peer peer, int f) throws IOException {
        peer.send(text(f));
    }

    /** Answers a request of Parley's with what stands at F{@code f}. */
    protected void answer(Peer peer, int f, String request) throws IOException {
        String flow = text(f);
        refused = flow.compareTo("SIP/2.0 3") > 0;
        String theirTag = tag(flow, "To");
        StringBuilder out = new StringBuilder(startLine(flow)).append("\r\n");
        for (String each : lines(request)) {
            String name = name(each);
            if (ECHOED.contains(name)) {
                boolean tagged = !name.equals("to") || each.contains(";tag=") || theirTag.isEmpty();
                out.append(each).append(tagged ? "" : ";tag=" + theirTag).append("\r\n");
            }
        }
        for (String each : lines(flow)) {
            if (!ECHOED.contains(name(each))) {
                out.append(each).append("\r\n");
            }
        }
        peer.send(out.append("\r\n").append(body(flow)).toString());
    }

    /** Answers a request that the flow leaves out. */
    protected void agrees(Peer peer) throws IOException {
        String request = peer.receive();
        peer.send(RawPeer.response(request, 200, ""));
    }

    /**
     * What Parley says must have the shape of F{@code f}: its start line, every header of it, a session description where
     * there is one; and name the same dialog.
     */
    protected String expect(Peer peer, int f) throws IOException {
        String flow = text(f);
        boolean isFinal = !startLine(flow).startsWith("SIP/2.0 1");
        String actual = peer.receive();
        while (actual.equals(last) || actual.startsWith("SIP/2.0 100") || isFinal && actual.startsWith("SIP/2.0 1")) {
            actual = peer.receive();
        }
        last = actual;
        callId = field(actual, "call-id");
        learnTag(actual, flow, "From");
        learnTag(actual, flow, "To");
        flow = text(f);
        assertThat(plain(startLine(actual))).as(actual).isEqualToIgnoringCase(plain(startLine(flow)));
        Set<String> needed = headers(flow);
        needed.remove("proxy-authorization"); // the telephone has no credentials yet
        if (startLine(flow).startsWith("SIP/2.0")) {
            needed.remove("max-forwards"); // some of the flow's responses have one
            assertThat(party(actual, "from")).isEqualTo(party(flow, "from"));
        }
        assertThat(headers(actual)).as(actual).containsAll(needed);
        boolean cancelled = field(flow, "cseq").endsWith("CANCEL"); // the flow leaves out a tag that section 9.2 wants
        assertThat(party(actual, "to"))
                .as("To in " + actual)
                .startsWith(party(flow, "to"))
                .hasSizeLessThan(
                        cancelled ? Integer.MAX_VALUE : party(flow, "to").length() + 1);
        assertThat(plain(field(actual, "record-route"))).isEqualTo(plain(field(flow, "record-route")));
        if (!refused || !actual.startsWith("ACK")) { // which the flows send without the Route of its INVITE
            assertThat(plain(field(actual, "route"))).as("Route in " + actual).isEqualTo(plain(field(flow, "route")));
        }
        assertThat(body(actual).contains("m=audio"))
                .as(actual)
                .isEqualTo(body(flow).contains("m=audio"));
        return actual;
    }

    /** An INVITE that the flow sends without an offer, which Parley never does. */
    protected String expectInvite(Peer peer) throws IOException {
        String actual = peer.receive();
        assertThat(actual).startsWith("INVITE ").contains("m=audio");
        callId = field(actual, "call-id");
        return actual;
    }

    // What Parley does of itself.

    protected void serverHangsUp() {
        TestAgent.Seen seen = answered();
        seen.leg.executor().execute(() -> seen.leg.hangUp(Termination.agentEnded()));
    }

    private static TestAgent.Seen answered() {
        TestAgent agent = SharedEndpoints.gateway().agent;
        Eventually.isTrue("the ACK has come", () -> agent.only().events.contains("answered"));
        return agent.only();
    }

    protected void serverHolds() {
        TestAgent.Seen seen = answered();
        seen.leg.executor().execute(() -> ((MediaLeg) seen.leg).hold(true));
    }

    protected void telephoneHangsUp() {
        line.hangUp();
    }

    /** What the server's agent has seen of the call, in the end. */
    protected void serverSaw(String... events) {
        SharedEndpoints.gateway().isEmpty();
        assertThat(SharedEndpoints.gateway().agent.only().events).containsExactly(events);
    }

    /** The next thing that happens to the telephone. */
    protected void telephoneSees(String event) {
        assertThat(line.next()).isEqualTo(event);
    }

    // The text of a message.

    private String text(int f) {
        String text = messages.get(f - 1);
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey() + ":5060", name.getValue()).replace(name.getKey(), name.getValue());
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            text = text.replace(";tag=" + tag.getKey(), ";tag=" + tag.getValue());
        }
        int body = body(text).length();
        return text.replace("z9hG4bK", "z9hG4bK" + unique)
                .replaceFirst("Call-ID: .*", "Call-ID: " + callId)
                .replaceFirst("Content-Length: \\d+", "Content-Length: " + body);
    }

    /** An empty line ends the headers, whatever the file leaves of it. */
    private static String framed(String message) {
        return message + (message.contains("\r\n\r\n") ? "\r\n" : "\r\n\r\n");
    }

    private void learnTag(String actual, String flow, String header) {
        String real = tag(actual, header);
        String theirs = tag(flow, header);
        if (!real.isEmpty() && !theirs.isEmpty() && !real.equals(theirs)) {
            tags.put(theirs, real);
        }
    }

    private static String tag(String message, String header) {
        String value = field(message, header.toLowerCase(Locale.ROOT));
        int at = value.indexOf(";tag=");
        return at < 0 ? "" : value.substring(at + 5).split("[;\\s]", 2)[0];
    }

    private static String startLine(String message) {
        return message.substring(0, message.indexOf("\r\n"));
    }

    private static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    /** Header lines, unfolded. */
    private static List<String> lines(String message) {
        String head = message.substring(message.indexOf("\r\n") + 2, message.indexOf("\r\n\r\n"));
        return List.of(head.replaceAll("\r\n[ \t]+", " ").split("\r\n"));
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':')).trim().toLowerCase(Locale.ROOT);
    }

    private static Set<String> headers(String message) {
        Set<String> names = new LinkedHashSet<>();
        lines(message).forEach(l -> names.add(name(l)));
        return names;
    }

    /** Every value of a header, in their order. */
    private static String field(String message, String name) {
        List<String> values = new ArrayList<>();
        for (String each : lines(message)) {
            if (name(each).equals(name)) {
                values.add(each.substring(each.indexOf(':') + 1).trim());
            }
        }
        return String.join(",", values);
    }

    /** From or To without a display name. */
    private static String party(String message, String name) {
        String value = plain(field(message, name));
        return value.substring(value.indexOf('<'));
    }

    /** Without what may be written either way; the flows leave out a transport that their Contacts name. */
    private static String plain(String text) {
        return text.replace("\"", "").replace(", ", ",").replace(";transport=tcp", "");
    }
}
