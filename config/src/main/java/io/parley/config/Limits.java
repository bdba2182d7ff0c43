package io.parley.config;

import java.time.Duration;

/**
 * @param calls calls at once; {@code auto} in the file is worked out from the number of cores by the loader
 * @param callLength the longest a call may last
 */
public record Limits(int calls, Duration callLength) {}
