package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a token is asked for, used and renewed (RFC 6749, sections 4.4 and 5.1); time is a parameter. */
@Timeout(10)
class TokensTest {
    private final List<Promise<HttpWire.Result>> asked = new ArrayList<>();
    private long seconds;

    private final Tokens tokens = new Tokens(
            call -> {
                Promise<HttpWire.Result> result = Promise.promise();
                asked.add(result);
                return new HttpWire.Exchange() {
                    @Override
                    public Future<HttpWire.Result> result() {
                        return result.future();
                    }

                    @Override
                    public boolean hasLeft() {
                        return true;
                    }

                    @Override
                    public void abort() {}
                };
            },
            new Timers() {
                @Override
                public long nanos() {
                    return TimeUnit.SECONDS.toNanos(seconds);
                }

                @Override
                public long after(long millis, Runnable job) {
                    throw new AssertionError("nothing waits here");
                }

                @Override
                public void cancel(long timer) {}
            },
            new Tokens.Client("orders", new Origin(true, "h", 443), "/token", "id", "secret", null));

    private void answer(int request, int status, String body) {
        asked.get(request)
                .complete(new HttpWire.Answered(new HttpAnswer(status, null, null, null, Buffer.buffer(body))));
    }

    private static String token(String value, int seconds) {
        return "{\"access_token\":\"" + value + "\",\"token_type\":\"bearer\",\"expires_in\":" + seconds + "}";
    }

    private static String value(Future<Tokens.Token> token) {
        return token.isComplete() ? token.result().value() : "none yet";
    }

    @Test
    void aTokenIsRenewedBeforeItExpiresAndUsedMeanwhile() {
        Future<Tokens.Token> first = tokens.get();
        answer(0, 200, token("one", 600));
        assertThat(value(first)).isEqualTo("one");

        seconds = 539;
        assertThat(value(tokens.get())).isEqualTo("one");
        assertThat(asked).hasSize(1);
        seconds = 541;
        assertThat(value(tokens.get())).isEqualTo("one");
        assertThat(value(tokens.get())).isEqualTo("one");
        assertThat(asked).hasSize(2);
        answer(1, 200, token("two", 600));
        assertThat(value(tokens.get())).isEqualTo("two");
    }

    @Test
    void aTokenThatHasExpiredIsNotUsed() {
        tokens.get();
        answer(0, 200, token("one", 600));
        seconds = 600;

        assertThat(value(tokens.get())).isEqualTo("none yet");
    }

    @Test
    void whatTheApiDoesNotTakeIsNotUsedAgain() {
        Future<Tokens.Token> first = tokens.get();
        answer(0, 200, token("one", 600));
        tokens.refused(first.result());
        Future<Tokens.Token> second = tokens.get();
        tokens.refused(first.result());
        answer(1, 200, token("two", 600));
        tokens.refused(first.result());

        assertThat(value(second)).isEqualTo("two");
        assertThat(value(tokens.get())).isEqualTo("two");
        assertThat(asked).hasSize(2);
    }

    @Test
    void whereThereIsNoneNobodyAsksAgainForASecond() {
        Future<Tokens.Token> none = tokens.get();
        answer(0, 503, "");
        assertThat(none.cause()).hasMessage("no token: HTTP 503");

        assertThat(tokens.get().cause()).hasMessage("no token: HTTP 503");
        assertThat(asked).hasSize(1);
        seconds = 1;
        tokens.get();
        assertThat(asked).hasSize(2);
    }
}
