package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a token is asked for, used and renewed (RFC 6749, sections 4.4 and 5.1); time is a parameter. */
@Timeout(10)
class TokensTest {
    private final List<Promise<HttpWire.Result>> asked = new ArrayList<>();
    private final List<Runnable> jobs = new ArrayList<>();
    private long seconds;
    private int aborted;

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
                    public void abort() {
                        aborted++;
                    }
                };
            },
            new Timers() {
                @Override
                public long nanos() {
                    return TimeUnit.SECONDS.toNanos(seconds);
                }

                @Override
                public long after(long millis, Runnable job) {
                    jobs.add(job);
                    return jobs.size() - 1;
                }

                @Override
                public void cancel(long timer) {
                    jobs.set((int) timer, () -> {});
                }
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
    void anEndpointThatHangsIsGivenUpAndAskedAnewLater() {
        Future<Tokens.Token> none = tokens.get();
        Future<Tokens.Token> another = tokens.get();
        seconds = 5;
        jobs.get(0).run();

        assertThat(none.cause()).hasMessage("no token: no answer in time");
        assertThat(another.failed()).isTrue();
        assertThat(aborted).isEqualTo(1);
        seconds = 6;
        Future<Tokens.Token> next = tokens.get();
        answer(0, 200, token("late", 600));
        assertThat(value(next)).isEqualTo("none yet");
        answer(1, 200, token("two", 600));
        jobs.get(1).run();
        assertThat(value(next)).isEqualTo("two");
        assertThat(value(tokens.get())).isEqualTo("two");
        assertThat(aborted).isEqualTo(1);
    }

    @Test
    void onlySoManyWaitForOneAnswer() {
        for (int i = 0; i < Tokens.MAX_WAITING; i++) {
            assertThat(tokens.get().isComplete()).isFalse();
        }

        assertThat(tokens.get().cause()).hasMessage("no token: too many wait for it");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anApiThatTakesNoTokenDoesNotMakeUsAskForOneEachTime() {
        Future<Tokens.Token> first = tokens.get();
        answer(0, 200, token("one", 600));
        assertThat(tokens.refused(first.result())).isTrue();
        Future<Tokens.Token> second = tokens.get();
        answer(1, 200, token("two", 600));

        seconds = 29;
        assertThat(tokens.refused(second.result())).isFalse();
        assertThat(value(tokens.get())).isEqualTo("two");
        seconds = 30;
        assertThat(tokens.refused(second.result())).isTrue();
        tokens.get();
        assertThat(asked).hasSize(3);
    }

    @Test
    void noSecretIsPrinted() {
        HttpCall call = new HttpCall(
                HttpMethod.GET, new Origin(true, "h", 443), "/x?key=s3cret", Map.of("authorization", "s3cret"), null);

        assertThat(call + " " + new Tokens.Token("s3cret", 1, 2) + " "
                        + new Tokens.Client("orders", new Origin(true, "h", 443), "/t", "id", "s3cret", null))
                .doesNotContain("s3cret");
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
