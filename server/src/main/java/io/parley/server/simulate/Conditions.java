package io.parley.server.simulate;

import java.time.LocalDate;

/**
 * Under which calls are simulated.
 *
 * @param seed draws whatever is random
 * @param today the day of calls whose script names none
 * @param live actions reach their real APIs
 */
public record Conditions(long seed, LocalDate today, boolean live) {
    LocalDate today(Scene scene) {
        LocalDate own = scene.script().today();
        return own == null ? today : own;
    }
}
