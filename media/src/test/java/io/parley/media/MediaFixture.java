package io.parley.media;

import io.parley.config.MediaConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Engines on real sockets, which end with their test. */
final class MediaFixture implements AutoCloseable {
    /** Longer than any test. */
    static final Duration LONG = Duration.ofMinutes(5);

    final Vertx vertx = Vertx.vertx();
    private final List<MediaEngine> engines = new ArrayList<>();

    MediaEngine engine(int first, int last, Duration inactivity, Duration rest) {
        return engine(new MediaConfig(first, last, inactivity, rest), Impairments.NONE);
    }

    MediaEngine engine(MediaConfig config, Impairments impairments) {
        MediaEngine started = MediaEngine.start(config, impairments);
        engines.add(started);
        return started;
    }

    @Override
    public void close() throws Exception {
        engines.forEach(MediaEngine::close);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
