package io.parley.media;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One call's media as the media thread sees it: packets in, a step every 20 ms, packets out. No sockets and no clock of
 * its own, so that tests run it in virtual time. {@link MediaLoop} drives it; everything here runs on its thread.
 */
final class CallMedia implements RtpReceiver.Events {
    /** Addresses remembered as using our SSRC (RFC 3550, section 8.2); beyond them the oldest is forgotten. */
    static final int MAX_CONFLICTS = 4;
    /** Below 2^15, so that a far end that misses the first packets does not miscount rounds (RFC 3711, section 3.3.1). */
    private static final int FIRST_SEQUENCES = 0x7fff;

    /** What the call's context is told. */
    interface Outlet {
        /** The tick to fill in. */
        AudioTick next();

        /** The tick of {@link #next} is complete. */
        void publish();

        void digit(char digit);

        void inactive();

        /** Keys have been made by DTLS: audio flows. */
        default void secured() {}

        void record(AudioTick tick);
    }

    private final SrtpSession srtp;
    private final MediaCounters counters;
    private final SessionFigures figures;
    private final Outlet outlet;
    private final Playout playout;
    private final long inactivityNanos;
    private final Random random;

    private final RtpSender sender;
    private final ReceptionStats reception;
    private final RtpReceiver receiver;
    private final Rtcp rtcp;
    /** One packet will do: it must come from the host that RTP comes from. */
    private final SourceLock rtcpSource = new SourceLock(1);

    private final DtmfSender dtmf = new DtmfSender();
    private final AudioTick unheard = new AudioTick();
    private final @Nullable InetSocketAddress[] conflicts = new InetSocketAddress[MAX_CONFLICTS];
    private int conflictCount;

    private CallerAudio audio;
    private @Nullable RtpTarget target;
    private @Nullable DtlsTransport transport;
    private boolean started;
    private boolean closed;
    private boolean inactivityTold;
    private int steps;
    private long lateBefore;
    private long concealedBefore;
    private long quietSince;

    CallMedia(Services services, SessionFigures figures, Outlet outlet, Playout playout) {
        this.counters = services.counters();
        this.srtp = new SrtpSession(services.sink(), counters, services.tries());
        this.figures = figures;
        this.outlet = outlet;
        this.playout = playout;
        this.inactivityNanos = services.inactivityNanos();
        this.random = services.random();
        this.sender = new RtpSender(
                services.outgoing(),
                srtp,
                counters,
                random.nextInt(),
                random.nextInt() & FIRST_SEQUENCES,
                random.nextInt());
        this.audio = new CallerAudio(Codec.PCMU, counters);
        this.reception = new ReceptionStats(Codec.PCMU.clockRate());
        this.receiver = new RtpReceiver(audio, reception, counters, srtp, sender::ssrc, this);
        String name = Long.toHexString(random.nextLong());
        this.rtcp = new Rtcp(sender, reception, srtp, counters, services.clock(), random::nextDouble, name);
    }

    /**
     * What a call's media needs from the engine.
     *
     * @param tries of streams that no call knows, see {@link JitsiSrtp}
     */
    record Services(
            PacketSink sink,
            Outgoing outgoing,
            MediaCounters counters,
            NtpClock clock,
            Random random,
            long inactivityNanos,
            PerSecond tries) {

        /** Of a call that shares its thread with no other. */
        Services(
                PacketSink sink,
                Outgoing outgoing,
                MediaCounters counters,
                NtpClock clock,
                Random random,
                long inactivityNanos) {
            this(sink, outgoing, counters, clock, random, inactivityNanos, new PerSecond());
        }
    }

    /** What tells apart what comes to the port of a call with DTLS; before {@link #target}. */
    void transport(DtlsTransport of) {
        transport = of;
    }

    /** Takes a new agreement, of the first offer and answer or of a re-INVITE. */
    void target(RtpTarget agreed, long now) {
        if (closed) {
            return;
        }
        boolean wasUp = isUp();
        RtpTarget before = target;
        if (agreed.codec() != (before == null ? Codec.PCMU : before.codec())) {
            lateBefore += audio.late();
            concealedBefore += audio.concealed();
            audio.close();
            audio = new CallerAudio(agreed.codec(), counters);
        }
        sender.target(agreed, receiver.source().destination());
        boolean otherKey = before != null && srtp.isOtherKey(agreed.srtp());
        // A stream keeps one clock (RFC 7160, section 4.1).
        boolean otherClock =
                before != null && before.codec().clockRate() != agreed.codec().clockRate();
        if ((otherKey || otherClock) && sender.total() > 0) {
            rtcp.bye(sender.ssrc(), now, rtcpSource.destination());
        }
        agreeKeys(agreed); // not before what waited has left under the old agreement
        if (otherKey || otherClock) {
            newStream();
        }
        target = agreed;
        receiver.target(agreed, audio);
        rtcpSource.expect(agreed.signalled() == null ? null : rtcpAddress(agreed), agreed.learnSource());
        follow();
        receiver.mute(agreed.direction() != Direction.SENDRECV);
        if (isUp() && !wasUp) {
            audio.clear();
            quietSince = now;
        }
    }

    private void agreeKeys(RtpTarget agreed) {
        DtlsTransport handshake = transport;
        srtp.mux(agreed.dtls() != null && agreed.dtls().mux());
        if (handshake != null) {
            handshake.agree(agreed.dtls(), agreed.signalled());
        }
        if (agreed.dtls() == null) {
            srtp.agree(agreed.srtp());
        } else if (handshake == null || handshake.keys() == null) {
            srtp.await();
        }
    }

    /** Another telephone takes the place of the far end: what is agreed on next needs keys of its own. */
    void anew() {
        if (transport != null) {
            transport.forget();
        }
    }

    /** DTLS has led to keys: from now on the call is up. */
    void secured(SrtpKeys keys, long now) {
        if (srtp.isOtherKey(keys)) {
            newStream();
        }
        srtp.agree(keys);
        audio.clear();
        quietSince = now;
        outlet.secured();
    }

    /** Where ICE has found the far end, there it is, and nowhere else. */
    private void follow() {
        DtlsTransport found = transport;
        InetSocketAddress far = found != null && found.isOn() ? found.far() : null;
        if (found != null && found.isMuxed() && far != null) {
            receiver.source().expect(far, false);
            rtcpSource.expect(far, false);
        }
    }

    private void newStream() {
        sender.begin(random.nextInt(), random.nextInt() & FIRST_SEQUENCES);
    }

    private static InetSocketAddress rtcpAddress(RtpTarget agreed) {
        InetSocketAddress named = agreed.rtcp();
        InetSocketAddress rtp = agreed.rtp();
        return named != null ? named : new InetSocketAddress(rtp.getAddress(), Math.min(rtp.getPort() + 1, 0xffff));
    }

    /** The far end has acknowledged: steps begin. */
    void start(long now) {
        started = true;
        inactivityTold = false;
        quietSince = now;
    }

    /** Steps run and neither side is on hold. */
    boolean isUp() {
        RtpTarget agreed = target;
        return started && agreed != null && agreed.direction() == Direction.SENDRECV && !srtp.isWaiting();
    }

    /** Whatever has come to the port of RTP. */
    void receiveRtp(RtpPacket packet) {
        DtlsTransport open = transport;
        InetSocketAddress from = packet.source;
        if (open == null || from == null || !open.isOn()) {
            receiveAudio(packet);
            return;
        }
        switch (DtlsTransport.kind(packet.buffer, packet.length)) {
            case STUN -> {
                InetSocketAddress before = open.far();
                open.check(packet, from);
                if (!Objects.equals(before, open.far())) {
                    counters.increment(MediaCounter.PATHS_NOMINATED);
                    follow();
                }
            }
            case DTLS -> open.dtls(packet, from);
            case RTCP -> receiveRtcp(packet.buffer, packet.length, from, packet.arrival);
            default -> receiveAudio(packet);
        }
    }

    private void receiveAudio(RtpPacket packet) {
        receiver.receive(packet);
        figures.set(SessionFigures.Figure.RECEIVED, receiver.received());
        figures.set(SessionFigures.Figure.REJECTED, receiver.rejected());
    }

    void receiveRtcp(byte[] bytes, int length, InetSocketAddress from, long now) {
        int plain = length;
        if (srtp.isOn()) {
            plain = rtcpSource.mayAdmit(from) ? srtp.openReport(bytes, length, now) : 0;
            if (plain < 0) {
                counters.increment(MediaCounter.SRTCP_REFUSED);
                return;
            }
        }
        if (!admitsRtcp(from)) {
            counters.increment(MediaCounter.RTCP_SOURCE_REFUSED);
            return;
        }
        rtcp.receive(bytes, plain, now);
    }

    /** The symmetric rule for RTCP: learned only from the host that RTP was learned from. */
    private boolean admitsRtcp(InetSocketAddress from) {
        InetSocketAddress rtp = receiver.source().destination();
        boolean sameHost = rtp != null && rtp.getAddress().equals(from.getAddress());
        return (sameHost || !rtcpSource.isLearning()) && rtcpSource.admits(from);
    }

    /**
     * One step of 20 ms.
     *
     * @param due when it should have run; the audio's timing goes by this
     * @param now when it runs
     */
    void step(long due, long now) {
        counters.increment(MediaCounter.STEPS);
        RtpTarget agreed = target;
        if (!started || agreed == null) {
            return;
        }
        if (srtp.isWaiting()) {
            sender.pass(1);
            if (agreed.direction() == Direction.SENDRECV) {
                watch(now);
            } else {
                quietSince = now;
            }
            return;
        }
        if (isUp()) {
            AudioTick tick = outlet.next();
            audio.step(due, tick);
            speak(agreed, tick, now);
            outlet.record(tick);
            outlet.publish();
            watch(now);
        } else {
            hold(agreed, now);
        }
        rtcp.step(now, rtcpSource.destination());
        if (++steps % 50 == 0) {
            sender.expectLoss(rtcp.farLossPercent());
            publishFigures();
        }
    }

    private void speak(RtpTarget agreed, AudioTick tick, long now) {
        tick.roundTripMillis = rtcp.roundTripMillis();
        DtmfSender.Step step = dtmf.next();
        if (step == DtmfSender.Step.IDLE) {
            int underruns = playout.take(tick);
            for (int i = 0; i < underruns; i++) {
                figures.increment(SessionFigures.Figure.UNDERRUNS);
                counters.increment(MediaCounter.UNDERRUNS);
            }
        } else {
            silence(tick);
            counters.add(MediaCounter.DIGITS_SENT, step == DtmfSender.Step.FIRST ? 1 : 0);
        }
        InetSocketAddress to = receiver.source().destination();
        boolean event = step != DtmfSender.Step.IDLE && step != DtmfSender.Step.PAUSE;
        if (event && agreed.dtmfPayloadType() >= 0) {
            sender.event(step, dtmf.code(), dtmf.steps(), tick, now, to);
        } else {
            if (event && step != DtmfSender.Step.END_AGAIN) {
                DtmfTone.fill(tick.played, dtmf.code(), dtmf.steps() - 1);
            }
            sender.frame(tick, now, to);
        }
    }

    private static void silence(AudioTick tick) {
        Arrays.fill(tick.played, (short) 0);
        tick.utterance = 0;
        tick.unit = 0;
    }

    /** On hold nothing of the conversation is sent; a far end that only listens gets silence, so that its path stays open. */
    private void hold(RtpTarget agreed, long now) {
        if (agreed.direction().sends()) {
            silence(unheard);
            sender.frame(unheard, now, receiver.source().destination());
        } else {
            sender.pass(1);
        }
        quietSince = now;
    }

    private void watch(long now) {
        long last = receiver.received() > 0 ? Math.max(receiver.lastArrival(), quietSince) : quietSince;
        if (!inactivityTold && now - last > inactivityNanos) {
            inactivityTold = true;
            outlet.inactive();
        }
    }

    /** Whether {@link #halfStep} wants to be called 10 ms after each step. */
    boolean needsHalfSteps() {
        return sender.needsHalfSteps();
    }

    void halfStep() {
        RtpTarget agreed = target;
        if (started && agreed != null && agreed.direction().sends() && !srtp.isWaiting()) {
            sender.halfStep(receiver.source().destination());
        }
    }

    /** Steps were left out because the thread was held up. */
    void missed(int count) {
        counters.add(MediaCounter.STEPS_SKIPPED, count);
        sender.pass(count);
    }

    /** Milliseconds by which the next step should come earlier (-1) or later (1) than 20 ms after this one. */
    int phase() {
        return isUp() ? audio.phase() : 0;
    }

    /** Queues digits; false when too many wait. */
    boolean sendDigits(String digits) {
        return dtmf.add(digits);
    }

    void close(long now) {
        if (transport != null) {
            transport.close();
        }
        if (started && !srtp.isWaiting()) {
            rtcp.bye(sender.ssrc(), now, rtcpSource.destination());
        }
        started = false;
        closed = true;
        publishFigures();
        audio.close();
        sender.close();
    }

    /** Keys that SRTP keeps. */
    int secureKeys() {
        return srtp.remembered();
    }

    /** Contexts that SRTP keeps of the far end. */
    int secureStreams() {
        return srtp.streams();
    }

    /** Delay of what was played last, beyond the least transit. */
    long delayNanos() {
        return audio.delayNanos();
    }

    private void publishFigures() {
        figures.set(SessionFigures.Figure.SENT, sender.total());
        figures.set(SessionFigures.Figure.LOST, reception.lost());
        figures.set(SessionFigures.Figure.LATE, lateBefore + audio.late());
        figures.set(SessionFigures.Figure.CONCEALED, concealedBefore + audio.concealed());
        figures.set(SessionFigures.Figure.JITTER, reception.jitterMillis());
        figures.set(SessionFigures.Figure.ROUND_TRIP, rtcp.roundTripMillis());
        double oneWay = Math.max(0, rtcp.roundTripMillis()) / 2 + audio.delayNanos() / 1e6 + Audio.FRAME_MILLIS;
        long received = Math.max(1, receiver.received());
        double tooLate = (double) (lateBefore + audio.late()) / received;
        figures.set(SessionFigures.Figure.MOS, EModel.mos(reception.lossShare() + tooLate, oneWay));
    }

    @Override
    public void digit(char digit) {
        outlet.digit(digit);
    }

    @Override
    public void remoteSsrc(int ssrc) {
        rtcp.remote(ssrc);
    }

    @Override
    public boolean isLoop(InetSocketAddress from, long arrival) {
        for (InetSocketAddress conflict : conflicts) {
            if (from.equals(conflict)) {
                return true;
            }
        }
        conflicts[conflictCount++ % MAX_CONFLICTS] = from;
        counters.increment(MediaCounter.SSRC_COLLISIONS);
        int collided = sender.ssrc();
        newStream();
        rtcp.bye(collided, arrival, rtcpSource.destination());
        return false;
    }
}
