package io.parley.server.phone;

import io.parley.config.Listen;
import io.parley.config.MediaConfig;
import io.parley.config.SipConfig;
import io.parley.config.Transport;
import io.parley.media.Impairments;
import io.parley.media.MediaCounters;
import io.parley.media.MediaEngine;
import io.parley.server.Waiting;
import io.parley.sip.SipPhone;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A telephone with everything it needs, apart from any server. Opened and closed on a thread that may block. */
public final class PhoneBooth implements AutoCloseable {
    /** Not those of a server on the same machine. */
    private static final MediaConfig MEDIA =
            new MediaConfig(30_000, 30_999, Duration.ofSeconds(30), Duration.ofSeconds(1));

    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final MediaEngine media;
    private final SipPhone phone;

    private PhoneBooth(Vertx vertx, MediaEngine media, SipPhone phone) {
        this.vertx = vertx;
        this.media = media;
        this.phone = phone;
    }

    /**
     * @param host address to call from; null for any
     * @throws io.parley.sip.SipFault when there is no port to call from
     */
    public static PhoneBooth open(@Nullable String host) {
        return open(host, Impairments.NONE);
    }

    /**
     * The same on a bad network.
     *
     * @param host address to call from; null for any
     * @param impairments of every call's packets
     * @throws io.parley.sip.SipFault when there is no port to call from
     */
    public static PhoneBooth open(@Nullable String host, Impairments impairments) {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
        MediaEngine media = MediaEngine.start(MEDIA, impairments);
        try {
            SipConfig sip = new SipConfig(
                    List.of(new Listen(Transport.UDP, host, 0), new Listen(Transport.TCP, host, 0)), null);
            return new PhoneBooth(vertx, media, SipPhone.start(vertx, sip, media, LONGEST_CALL));
        } catch (RuntimeException e) {
            media.close();
            vertx.close();
            throw e;
        }
    }

    public SipPhone phone() {
        return phone;
    }

    /** What the telephone's media thread counts. */
    public MediaCounters counters() {
        return media.counters();
    }

    @Override
    public void close() {
        Waiting.on(phone.close(), "closing the telephone");
        media.close();
        Waiting.on(vertx.close(), "closing Vert.x");
    }
}
