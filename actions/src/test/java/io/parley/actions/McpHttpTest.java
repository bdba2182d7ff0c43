package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent to a server over HTTP that answers nothing, in time of ours. */
class McpHttpTest {
    private final Map<Long, Runnable> timers = new HashMap<>();
    private final List<Boolean> aborted = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final McpHttp transport = new McpHttp(
            call -> new Silent(),
            Runnable::run,
            new Timers() {
                @Override
                public long nanos() {
                    return 0;
                }

                @Override
                public long after(long millis, Runnable job) {
                    timers.put(millis + timers.size(), job);
                    return millis + timers.size() - 1;
                }

                @Override
                public void cancel(long timer) {
                    timers.remove(timer);
                }
            },
            new McpHttp.Address(new Origin(true, "mcp.example", 443), "/", Map.of("authorization", "s3cret")),
            new McpInbox(() -> {}),
            gone::add);

    private final class Silent implements HttpWire.Exchange {
        private final Promise<HttpWire.Result> result = Promise.promise();

        @Override
        public Future<HttpWire.Result> result() {
            return result.future();
        }

        @Override
        public boolean hasLeft() {
            return true;
        }

        @Override
        public void abort() {
            aborted.add(true);
        }
    }

    private void ask(int id) {
        transport.sendMessage(new JSONRPCRequest("2.0", "tools/list", id, null)).subscribe(sent -> {}, errors::add);
    }

    @Test
    void aServerThatLeavesAllQuestionsUnansweredIsGivenUp() {
        for (int i = 0; i <= McpInbox.MAX_UNANSWERED; i++) {
            ask(i);
        }

        assertThat(gone).containsExactly("it leaves questions unanswered");
    }

    @Test
    void aRequestWithoutAnAnswerIsClosedInTheEnd() {
        ask(1);
        transport
                .sendMessage(new JSONRPCNotification("2.0", "notifications/x", null))
                .subscribe(sent -> {}, errors::add);
        List.copyOf(timers.values()).forEach(Runnable::run);

        assertThat(aborted).hasSize(2);
        assertThat(errors).hasSize(2).allMatch(error -> error.getMessage().equals("no answer"));
        assertThat(timers).isEmpty();
    }

    @Test
    void requestsUnderWayAreClosedWithTheSession() {
        ask(1);
        ask(2);

        assertThat(transport.end()).matches(Future::succeeded);
        assertThat(aborted).hasSize(2);
    }
}
