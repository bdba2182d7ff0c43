package io.parley.sip;

import io.parley.agent.Termination;
import io.vertx.core.Context;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls that something other than SIP carries, a browser for example: they take lines of the same limit, audio from the same
 * addresses, are refused while the gateway drains and hung up with the others. Any thread.
 */
public final class OtherCalls {
    private final SipEndpoint endpoint;
    private final Lines lines;
    private final BooleanSupplier draining;
    private final Map<Lines.Line, Consumer<Termination>> live = new ConcurrentHashMap<>();

    OtherCalls(SipEndpoint endpoint, Lines lines, BooleanSupplier draining) {
        this.endpoint = endpoint;
        this.lines = lines;
        this.draining = draining;
    }

    /**
     * A line that such a call has taken.
     *
     * @param callId unique over restarts; safe for logs and keys
     * @param sessionId for {@code o=}
     * @param context of the call
     * @param address to bind its audio to
     * @param host what its session description calls that
     * @param free gives the line back; once, however often it is called
     */
    public record Line(
            String callId, long sessionId, Context context, InetAddress address, String host, Runnable free) {}

    /**
     * Takes a line for a call.
     *
     * @param far where it comes from, which the audio's address has to suit
     * @param hangUp ends it when the gateway stops; on any thread
     * @return null when every line is taken, the gateway drains, or no address of ours leads there
     */
    public @Nullable Line take(InetAddress far, Consumer<Termination> hangUp) {
        Binding binding = draining.getAsBoolean() ? null : endpoint.towards(far);
        Lines.Line line = binding == null ? null : lines.take();
        if (binding == null || line == null) {
            return null;
        }
        live.put(line, hangUp);
        Identifiers identifiers = endpoint.services().identifiers();
        return new Line(
                identifiers.callId(),
                identifiers.sessionId(),
                endpoint.newContext(),
                binding.address(),
                binding.host(),
                () -> {
                    live.remove(line);
                    line.free();
                });
    }

    boolean isEmpty() {
        return live.isEmpty();
    }

    void hangUp(Termination why) {
        live.values().forEach(call -> call.accept(why));
    }
}
