package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.EchoPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers whose telephone sends the agent's own voice back. Whole conversations in virtual time. */
@Timeout(180)
class EchoIT extends VirtualCalls {
    private static final long ROOM = 7;

    @ParameterizedTest
    @CsvSource({"60,-10,0,false", "180,-20,300,false", "320,-10,300,true", "480,-15,400,false"})
    void theAgentDoesNotInterruptItself(int delay, double level, int room, boolean distorted) {
        VirtualCall call = coffee(new EchoPath.Shape(delay, level, room, distorted));
        call.listen().play(Studio.recorded("latte")).listen();

        assertThat(call.record().turns().get(0).replyHeard())
                .isEqualTo("Hello, this is the automatic barista. What can I get you");
        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
        assertThat(call.ended()).isEqualTo(Termination.agentEnded());
        assertThat(call.count("yield")).isZero();
        assertThat(call.count("rejected")).isZero();
        assertThat(call.count("echo")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"60,-10,0,false", "180,-20,300,false", "320,-10,300,true", "480,-15,400,false"})
    void whoInterruptsThroughTheEchoIsHeard(int delay, double level, int room, boolean distorted) {
        VirtualCall call =
                coffee(new EchoPath.Shape(delay, level, room, distorted)).silence(1_200);
        int before = call.millis();
        call.play(Studio.recorded("cappuccino")).listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("size", "small", "drink", "cappuccino", "milk", "cream"));
        assertThat(call.only("yield").atMillis()).isBetween((long) before, before + 1_500L);
    }

    @Test
    void aDelayThatJumpsInTheGreetingDoesNotInterruptIt() {
        EchoPath path = new EchoPath(new EchoPath.Shape(160, -15, 200, false), ROOM);
        VirtualCall call = coffee(path).silence(1_500);
        path.delay(260);
        call.listen().play(Studio.recorded("latte")).listen();

        assertThat(call.record().turns().get(0).replyHeard())
                .isEqualTo("Hello, this is the automatic barista. What can I get you");
        assertThat(call.count("yield")).isZero();
        assertThat(call.count("echo")).isEqualTo(2);
        assertThat(kitchen.orders()).containsExactly(Map.of("size", "large", "drink", "latte"));
    }

    private static VirtualCall coffee(EchoPath.Shape shape) {
        return coffee(new EchoPath(shape, ROOM));
    }

    private static VirtualCall coffee(EchoPath path) {
        VirtualCall call = new VirtualCall(studio, studio.agent("coffee-shop"), kitchen.bus);
        call.echo = path;
        return call;
    }
}
