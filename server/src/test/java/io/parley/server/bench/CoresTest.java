package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CoresTest {
    @Test
    void readsTheListsOfTaskset() {
        assertThat(Cores.read("0,1")).containsExactly(0, 1);
        assertThat(Cores.read("0-3,8")).containsExactly(0, 1, 2, 3, 8);
        assertThat(Cores.read("5")).containsExactly(5);
        assertThat(Cores.read("")).isEmpty();
    }
}
