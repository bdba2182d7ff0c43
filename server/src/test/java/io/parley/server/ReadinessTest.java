package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReadinessTest {
    private final Readiness readiness = new Readiness();

    @Test
    void isNotReadyAtFirst() {
        assertThat(readiness.obstacle()).isEqualTo("starting");
    }

    @Test
    void nothingIsInTheWayWhenReady() {
        readiness.notYet("loading the models");
        assertThat(readiness.obstacle()).isEqualTo("loading the models");
        readiness.ready();
        assertThat(readiness.obstacle()).isNull();
    }

    @Test
    void isNotReadyAnyMoreWhileItStops() {
        readiness.ready();
        readiness.notYet("stopping");
        assertThat(readiness.obstacle()).isEqualTo("stopping");
    }
}
