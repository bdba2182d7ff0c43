package io.parley.sip;

import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.config.MediaConfig;
import io.parley.config.SipConfig;
import io.parley.config.SrtpPolicy;
import io.parley.config.TlsConfig;
import io.parley.config.Transport;
import io.parley.media.AudioListener;
import io.parley.media.AudioTick;
import io.parley.media.MediaEngine;
import io.parley.testkit.Eventually;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Our telephone, on a loopback address of its own, and what it heard. */
final class TestPhone implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final MediaEngine media;
    final SipPhone phone;

    /** One call of the telephone. */
    static final class Line {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        volatile CallLeg leg;
        volatile int ticks;
        volatile double loudest;
        /** Whether what comes before the answer is an event. */
        volatile boolean progress;

        /** The next event, in the order in which they came; fails when none comes. */
        String next() {
            try {
                String event = events.poll(20, TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("nothing happened for 20 s");
                }
                return event;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        void hangUp() {
            leg.executor().execute(() -> leg.hangUp(Termination.agentEnded()));
        }

        void dial(String digits) {
            leg.executor().execute(() -> leg.sendDigits(digits));
        }

        void hold(boolean on) {
            leg.executor().execute(() -> ((MediaLeg) leg).hold(on).onSuccess(s -> events.add("hold " + s)));
        }

        void transfer(String target) {
            leg.executor().execute(() -> leg.transfer(target).onSuccess(s -> events.add("transfer " + s)));
        }
    }

    TestPhone(SipTimings timings) {
        this(timings, RawPeer.loopback());
    }

    TestPhone(SipTimings timings, InetAddress address) {
        this(timings, address, null);
    }

    /** @param tls null for a telephone that has none */
    TestPhone(SipTimings timings, InetAddress address, @Nullable TlsConfig tls) {
        this(timings, address, tls, SrtpPolicy.OPTIONAL);
    }

    TestPhone(SipTimings timings, InetAddress address, @Nullable TlsConfig tls, SrtpPolicy srtp) {
        String host = address.getHostAddress();
        media = MediaEngine.start(new MediaConfig(30_000, 30_999, Duration.ofSeconds(60), Duration.ofMillis(200)));
        SipConfig sip = new SipConfig(TestGateway.listen(host, tls), null);
        sip = tls == null ? sip : sip.with(tls);
        phone = SipPhone.start(vertx, sip, media, timings, srtp);
    }

    Line call(String uri) {
        return call(uri, null);
    }

    /** @param proxy the next hop; null for the URI's own host */
    Line call(String uri, @Nullable String proxy) {
        Line line = new Line();
        phone.call(uri, "ann", proxy, leg -> {
                    line.leg = leg;
                    leg.listen(new CallListener() {
                        @Override
                        public void onProgress(int status, boolean audible) {
                            if (line.progress) {
                                line.events.add("progress " + status + (audible ? " audible" : ""));
                            }
                        }

                        @Override
                        public void onAnswered() {
                            line.events.add("answered");
                        }

                        @Override
                        public void onHold(boolean held) {
                            line.events.add(held ? "held" : "resumed");
                        }

                        @Override
                        public void onEnded(Termination why) {
                            line.events.add("ended " + why);
                        }
                    });
                    leg.audio().listen(new AudioListener() {
                        @Override
                        public void onTick(AudioTick tick) {
                            line.ticks++;
                            for (short s : tick.caller) {
                                line.loudest = Math.max(line.loudest, Math.abs(s));
                            }
                        }

                        @Override
                        public void onDigit(char digit) {
                            line.events.add("digit " + digit);
                        }
                    });
                })
                .await();
        return line;
    }

    InetSocketAddress address(Transport transport) {
        return phone.addresses(transport).get(0);
    }

    /** The address of a peer as a URI. */
    static String uri(String user, InetSocketAddress peer, Transport transport) {
        return "sip:" + user + "@" + LocalAddresses.bracketed(LocalAddresses.text(peer.getAddress())) + ":"
                + peer.getPort()
                + switch (transport) {
                    case UDP -> "";
                    case TCP -> ";transport=tcp";
                    case TLS -> ";transport=tls";
                };
    }

    void isEmpty() {
        Eventually.isTrue(
                "the registries are empty", () -> phone.endpoint().registry().isEmpty());
        Eventually.isTrue("every RTP session is closed", () -> media.sessions() == 0);
    }

    @Override
    public void close() {
        phone.close().await();
        media.close();
        vertx.close().await();
    }
}
