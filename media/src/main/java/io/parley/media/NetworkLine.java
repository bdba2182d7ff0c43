package io.parley.media;

import io.parley.media.CallMedia.Outlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A call's audio over a network in virtual time: the media of both ends as they are in calls over RTP, from coding to
 * jitter buffer and concealment, and between them nothing but what the impairments do to their packets. The same seed does
 * the same to the same call.
 */
public final class NetworkLine implements SteppedLine {
    /** Nothing is sent there: whoever has it is the other end. */
    private static final InetSocketAddress RTP = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private static final InetSocketAddress RTCP = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_001);
    private static final int DTMF_TYPE = 101;
    private static final int PACKET_MILLIS = 20;

    private final MediaCounters counters = new MediaCounters();
    private final Outgoing outgoing = new Outgoing();
    private final NtpClock ntp = new NtpClock(0, 0);
    private final RtpPacket packet = new RtpPacket();
    private final ImpairedNetwork network;
    private final End agent;
    private final End caller;
    private long now;

    /**
     * @param impairments of the packets that come to the agent and go from it; their seed does not count
     * @param seed of this call
     */
    public NetworkLine(Codec codec, Impairments impairments, long seed) {
        Random seeds = new Random(seed);
        network = new ImpairedNetwork(impairments, seeds.nextLong(), () -> now, new ToCaller());
        agent = new End(network, codec, seeds.nextLong());
        caller = new End(new ToAgent(), codec, seeds.nextLong());
    }

    @Override
    public AudioTick step(short[] says, long nowNanos) {
        now = nowNanos;
        caller.playout.offer(says, 0, 1, 0);
        caller.step(now);
        network.deliver(agent.media, now);
        agent.step(now);
        network.deliver(agent.media, now);
        return agent.tick;
    }

    @Override
    public short[] heard() {
        return caller.tick.caller;
    }

    @Override
    public void dial(char digit) {
        caller.media.sendDigits(String.valueOf(digit));
    }

    @Override
    public void listen(AudioListener listener) {
        agent.listener = listener;
    }

    @Override
    public Playout playout() {
        return agent.playout;
    }

    /** What both ends have counted. */
    MediaCounters counters() {
        return counters;
    }

    /** The figures of the agent's end. */
    public RtpStats stats() {
        return agent.figures.snapshot();
    }

    private final class ToAgent implements PacketSink {
        @Override
        public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
            return sent(bytes, length, false);
        }

        @Override
        public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
            return sent(bytes, length, true);
        }

        private boolean sent(byte[] bytes, int length, boolean rtcp) {
            network.received(fill(bytes, length, rtcp), rtcp);
            return true;
        }
    }

    private final class ToCaller implements PacketSink {
        @Override
        public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
            caller.media.receiveRtp(fill(bytes, length, false));
            return true;
        }

        @Override
        public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
            caller.media.receiveRtcp(fill(bytes, length, true).buffer, length, RTCP, now);
            return true;
        }
    }

    private RtpPacket fill(byte[] bytes, int length, boolean rtcp) {
        System.arraycopy(bytes, 0, packet.buffer, 0, length);
        packet.length = length;
        packet.source = rtcp ? RTCP : RTP;
        packet.arrival = now;
        return packet;
    }

    /**
     * One end. Its steps come at fixed moments, though {@link CallMedia#phase} would move them: time passes 20 ms at once
     * here. What jitter costs is thereby rounded up to a step.
     */
    private final class End implements Outlet {
        private final AudioTick tick = new AudioTick();
        private final Playout playout = new Playout();
        private final SessionFigures figures = new SessionFigures();
        private final CallMedia media;
        private final RtpTarget target;
        private @Nullable AudioListener listener;
        private boolean started;

        End(PacketSink sink, Codec codec, long seed) {
            int type = codec.offeredPayloadType();
            target = new RtpTarget(
                    RTP,
                    RTCP,
                    codec,
                    type,
                    type,
                    DTMF_TYPE,
                    DTMF_TYPE,
                    codec.clockRate(),
                    PACKET_MILLIS,
                    Direction.SENDRECV,
                    false,
                    OpusFormat.read(OpusFormat.OURS),
                    null);
            media = new CallMedia(
                    new CallMedia.Services(sink, outgoing, counters, ntp, new Random(seed), Long.MAX_VALUE),
                    figures,
                    this,
                    playout);
        }

        void step(long time) {
            if (!started) {
                started = true;
                media.target(target, time);
                media.start(time);
            }
            media.step(time, time);
        }

        @Override
        public AudioTick next() {
            return tick;
        }

        @Override
        public void publish() {
            if (listener != null) {
                listener.onTick(tick);
            }
        }

        @Override
        public void digit(char digit) {
            if (listener != null) {
                listener.onDigit(digit);
            }
        }

        @Override
        public void inactive() {
            // Whoever steps decides when the call is over.
        }

        @Override
        public void record(AudioTick recorded) {
            // Nobody records.
        }
    }
}
