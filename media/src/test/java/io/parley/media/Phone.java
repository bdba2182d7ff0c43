package io.parley.media;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One end of a real call on loopback: speaks what it is given and keeps what it hears. */
final class Phone implements AudioListener {
    static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    final RtpSession session;
    final Context context;

    private short[] speech = new short[0];
    private int spoken;
    private long utterance;

    private final List<short[]> heard = new ArrayList<>();
    private final StringBuilder digits = new StringBuilder();
    private int ticks;
    private boolean offContext;
    private @Nullable Predicate<Phone> awaited;
    private CompletableFuture<Void> done = new CompletableFuture<>();

    Phone(MediaEngine engine, Context context) {
        this.context = context;
        session = engine.open(LOCAL, context);
        session.listen(this);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(LOCAL, session.localPort());
    }

    void call(Phone other) {
        call(other, Codec.PCMU, 20, Direction.SENDRECV);
    }

    void call(Phone other, Codec codec, int packetMillis, Direction direction) {
        int type = codec.offeredPayloadType();
        session.target(
                new RtpTarget(other.address(), null, codec, type, type, 101, 101, packetMillis, direction, false));
        session.start();
    }

    synchronized void say(short[] pcm) {
        speech = pcm;
        spoken = 0;
        utterance++;
    }

    @Override
    public synchronized void onTick(AudioTick tick) {
        offContext |= Vertx.currentContext() != context;
        ticks++;
        heard.add(Arrays.copyOf(tick.caller, tick.caller.length));
        while (spoken + 320 <= speech.length && session.playout().offer(speech, spoken, utterance, spoken / 320)) {
            spoken += 320;
        }
        check();
    }

    @Override
    public synchronized void onDigit(char digit) {
        offContext |= Vertx.currentContext() != context;
        digits.append(digit);
        check();
    }

    private void check() {
        if (awaited != null && awaited.test(this)) {
            awaited = null;
            done.complete(null);
        }
    }

    /** Waits until this holds after some tick or digit. */
    void await(Predicate<Phone> condition) throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        synchronized (this) {
            if (condition.test(this)) {
                return;
            }
            done = reached;
            awaited = condition;
        }
        reached.get(15, TimeUnit.SECONDS);
    }

    synchronized int ticks() {
        return ticks;
    }

    synchronized boolean saidAll() {
        return spoken + 320 > speech.length;
    }

    synchronized String digits() {
        return digits.toString();
    }

    synchronized boolean offContext() {
        return offContext;
    }

    synchronized short[] heard() {
        short[] all = new short[heard.size() * 320];
        for (int i = 0; i < heard.size(); i++) {
            System.arraycopy(heard.get(i), 0, all, i * 320, 320);
        }
        return all;
    }

    /** Loudest sample of the last frames heard. */
    synchronized int loudness(int frames) {
        int loudest = 0;
        for (short[] frame : heard.subList(Math.max(0, heard.size() - frames), heard.size())) {
            for (short sample : frame) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
        }
        return loudest;
    }
}
