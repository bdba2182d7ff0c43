package io.parley.media;

import static io.parley.media.VirtualCall.percentile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The jitter buffer as a whole, in virtual time, against networks of every kind. */
@Timeout(60)
class CallerAudioTest {
    @Test
    void onACleanPathAPacketWaitsTwoMilliseconds() {
        VirtualCall call = settled(20);
        call.run(20);

        assertThat(percentile(call.waits, 50)).isLessThan(2.6);
        assertThat(percentile(call.waits, 100)).isLessThan(3.6);
        assertThat(call.concealed).doesNotContain(true);
    }

    @ParameterizedTest(name = "{0}, {1} ms")
    @CsvSource({
        "PCMU, 10",
        "PCMU, 20",
        "PCMA, 20",
        "PCMU, 30",
        "PCMU, 40",
        "PCMU, 60",
        "G722, 10",
        "G722, 20",
        "G722, 30",
        "G722, 60"
    })
    void playsEveryCodecAndPacketTimeWithoutAGap(Codec codec, int packetMillis) {
        VirtualCall call = settled(new VirtualCaller(codec, packetMillis));
        call.run(10);

        assertThat(call.concealed).doesNotContain(true);
        assertThat(percentile(call.delays, 100)).isLessThan(packetMillis % 20 == 0 ? 3.6 : 13.6);
        assertHeardAsSaid(call);
    }

    @ParameterizedTest(name = "jitter of +-{0} ms: at most {1} ms")
    @CsvSource({"0.5, 3.5", "2, 6.5", "10, 22.5", "20, 43"})
    void waitsNoLongerThanTheJitterAsksFor(double jitter, double most) {
        VirtualCall call = settled(20, Networks.jitter(1, 60, jitter));
        // A late packet costs a frame of delay for a second or two; a minute keeps that out of the percentile.
        call.run(60);

        assertThat(percentile(call.delays, 95)).isLessThan(most);
        assertThat(share(call.concealed)).isLessThan(0.005);
        assertThat(call.audio.late()).isLessThan(15);
    }

    /** The buffer adds what lies between sending and playing beyond what the path takes on average. */
    @ParameterizedTest(name = "{0}, loss {1}, bursts of {2}")
    @CsvSource({"PCMU, 0, 1", "PCMU, 0.05, 1", "PCMU, 0.05, 3", "G722, 0.05, 3", "PCMU, 0.1, 3"})
    void addsNoMoreThan60MillisecondsAtJitterOf40(Codec codec, double loss, double burst) {
        VirtualCall call = settled(
                new VirtualCaller(codec, 20),
                Networks.burstLoss(9, loss, burst),
                Networks.jitter(3, 60, 40),
                ImpairedPath.reorder(4, 0.02),
                ImpairedPath.duplicate(5, 0.01));
        call.run(120);

        assertThat(percentile(call.journeys, 95) - 60).isLessThanOrEqualTo(60);
        assertThat(share(call.concealed)).isLessThan(loss * 1.2 + 0.015);
    }

    @Test
    void bearsHeavyJitterWithReorderingAndDuplicates() {
        VirtualCall call =
                settled(20, Networks.jitter(3, 60, 40), ImpairedPath.reorder(4, 0.02), ImpairedPath.duplicate(5, 0.01));
        call.run(40);

        assertThat(share(call.concealed)).isLessThan(0.02);
        assertThat(percentile(call.waits, 95)).isLessThan(80);
        assertThat(call.count(MediaCounter.RTP_DUPLICATE)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.03, 0.05, 0.1})
    void makesUpExactlyWhatWasLostAndAddsNoDelayForIt(double loss) {
        VirtualCall call = settled(20, Networks.jitter(3, 30, 1), Networks.loss(2, loss));
        call.run(40);

        assertThat(share(call.concealed)).isCloseTo(loss, within(0.015));
        assertThat(call.audio.late()).isZero();
        assertThat(percentile(call.delays, 100)).isLessThan(5);
    }

    @Test
    void burstsOfLossDoNotDelayEither() {
        VirtualCall call = settled(20, Networks.jitter(3, 30, 1), Networks.burstLoss(2, 0.05, 4));
        call.run(40);

        assertThat(share(call.concealed)).isCloseTo(0.05, within(0.02));
        assertThat(percentile(call.delays, 100)).isLessThan(5);
    }

    @ParameterizedTest(name = "the sender''s clock is off by {0} ppm")
    @ValueSource(doubles = {200, -200})
    void followsADriftingClock(double ppm) {
        VirtualCaller caller = new VirtualCaller(20);
        caller.driftPpm = ppm;
        VirtualCall call = new VirtualCall(caller, new VirtualNetwork(Networks.jitter(3, 30, 1)));
        call.keepsWhatIsHeard = false;
        call.run(300);

        assertThat(call.concealed.subList(100, call.concealed.size())).doesNotContain(true);
        assertThat(percentile(call.delays, 99.9)).isLessThan(6);
        assertThat(call.count(MediaCounter.FRAMES_SKIPPED) + call.count(MediaCounter.PITCH_PERIODS_CUT))
                .isZero();
    }

    @ParameterizedTest(name = "a stall of {0} ms")
    @ValueSource(ints = {60, 200, 300})
    void afterAShortStallEverythingIsHeardAndTheDelayIsTakenBack(int millis) {
        VirtualCall call = settled(20, Networks.jitter(3, 30, 1), Networks.stall(6_000, 6_000 + millis));
        call.run(5);

        assertThat(call.audio.late()).isZero();
        List<Double> end = call.delays.subList(call.delays.size() - 50, call.delays.size());
        assertThat(percentile(end, 100)).isLessThan(25);
    }

    @ParameterizedTest(name = "a stall of {0} ms under jitter")
    @ValueSource(ints = {60, 300, 2_000})
    void alsoUnderJitterTheBufferShrinksBackAfterAStall(int millis) {
        VirtualCall call = settled(20, Networks.jitter(3, 60, 20), Networks.stall(6_000, 6_000 + millis));
        call.run(0.9);
        double before = percentile(call.delays, 95);
        call.run(millis / 1_000.0 + 10);

        List<Double> end = call.delays.subList(call.delays.size() - 50, call.delays.size());
        assertThat(percentile(end, 100)).isLessThan(before + 25);
        assertThat(percentile(end, 100)).isLessThan(70);
    }

    @ParameterizedTest(name = "a stall of {0} ms")
    @ValueSource(ints = {500, 2_000, 10_000})
    void afterALongStallTheDelayIsCappedAndTakenBack(int millis) {
        VirtualCall call = settled(20, Networks.jitter(3, 30, 1), Networks.stall(6_000, 6_000 + millis));
        call.run(millis / 1_000.0 + 6);

        assertThat(percentile(call.delays, 100)).isLessThan(CallerAudio.MAX_HELD_MILLIS + 30);
        List<Double> end = call.delays.subList(call.delays.size() - 50, call.delays.size());
        assertThat(percentile(end, 100)).isLessThan(25);
    }

    @ParameterizedTest(name = "comfort noise {0}")
    @ValueSource(booleans = {false, true})
    void silenceSuppressionIsNoLossAndSpeechComesBackOnTime(boolean noise) {
        VirtualCall call = new VirtualCall(new VirtualCaller(20), new VirtualNetwork(Networks.jitter(3, 30, 2)));
        call.speaks = packet -> packet % 150 < 110;
        call.sendsNoise = noise;
        call.run(63);

        assertThat(call.audio.late()).isZero();
        assertThat(percentile(call.delays.subList(100, call.delays.size()), 100))
                .isLessThan(7);
        // Without a word from the far end the first frames of a silence look like loss.
        assertThat(call.audio.concealed()).isLessThanOrEqualTo(noise ? 0 : 21 * 3);
    }

    @Test
    void comfortNoiseIsHeardInTheSilence() {
        VirtualCall call = new VirtualCall(new VirtualCaller(20), new VirtualNetwork());
        call.speaks = packet -> packet < 50;
        call.sendsNoise = true;
        call.run(3);

        short[] late = call.heard.get(call.heard.size() - 1);
        double level = 10 * Math.log10(Pcm.power(late, 0, late.length) / (32_767.0 * 32_767.0));
        assertThat(level).isCloseTo(-70, within(4.0));
    }

    @Test
    void anotherStreamGoesOnWithoutAGap() {
        VirtualCall call = settled(20);
        call.caller.ssrc = 0x9999;
        call.caller.sequence = 4_000;
        call.caller.timestamp = 77;
        call.run(5);

        assertThat(call.concealed).doesNotContain(true);
        assertThat(percentile(call.delays, 100)).isLessThan(5);
        assertThat(call.timestamps.get(call.timestamps.size() - 1)).isLessThan(50_000);
    }

    @Test
    void aTimestampThatJumpsIsHeardWithoutAGap() {
        VirtualCall call = settled(20);
        call.caller.timestamp += 500_000;
        call.run(2);
        call.caller.timestamp -= 300_000;
        call.run(2);

        assertThat(call.concealed).doesNotContain(true);
        assertThat(call.count(MediaCounter.STREAMS_SPLICED)).isEqualTo(2);
        assertThat(percentile(call.delays, 100)).isLessThan(5);
    }

    @Test
    void aRestartedSequenceCostsOneFrame() {
        VirtualCall call = settled(20);
        call.caller.sequence = call.caller.sequence + 20_000 & 0xffff;
        call.run(2);

        assertThat(call.concealed.stream().filter(made -> made).count()).isEqualTo(1);
        assertThat(call.count(MediaCounter.RTP_STRAY)).isEqualTo(1);
    }

    @Test
    void timestampsRunOnThroughWhatIsMadeUp() {
        VirtualCall call = settled(20, Networks.loss(7, 0.1));
        call.run(10);

        for (int i = 1; i < call.timestamps.size(); i++) {
            assertThat(call.timestamps.get(i) - call.timestamps.get(i - 1)).isBetween(0L, 320L);
        }
    }

    @Test
    void whatCameBeforeTheFirstStepAddsNoDelay() {
        VirtualCaller caller = new VirtualCaller(20);
        VirtualCall call = new VirtualCall(caller, new VirtualNetwork());
        caller.nextSend(-3_000_000_000L);
        for (int i = 0; i < 150; i++) {
            call.receive(caller.packet(false), i * 20_000_000L - 3_000_000_000L);
        }
        call.run(2);

        assertThat(percentile(call.delays, 100)).isLessThan(22);
        assertThat(call.delays.get(call.delays.size() - 1)).isLessThan(3.6);
    }

    @Test
    void aFloodFromTheFutureIsBoundedAndTheCallGoesOnAfterIt() {
        VirtualCall call = settled(20);
        for (int i = 0; i < 500; i++) {
            call.receive(call.caller.packet(false), 5_000_000_000L + i);
        }
        // Ten seconds of speech came at once; the sender goes on when they have passed.
        call.run(12);

        assertThat(call.count(MediaCounter.RTP_OVERFLOW)).isPositive();
        assertThat(call.concealed.subList(530, call.concealed.size())).doesNotContain(true);
        assertThat(call.delays.get(call.delays.size() - 1)).isLessThan(25);
    }

    @Test
    void aPathThatStaysLongerIsFollowed() {
        VirtualCall call = settled(20, packet -> {
            packet.due += packet.sent < 6_000_000_000L ? 30_000_000 : 930_000_000;
            return packet;
        });
        call.run(8);

        assertThat(call.concealed.subList(150, call.concealed.size())).doesNotContain(true);
        assertThat(call.delays.get(call.delays.size() - 1)).isLessThan(25);
    }

    @Test
    void aHoldForgetsWhatWaits() {
        VirtualCall call = settled(20);
        call.audio.clear();
        call.run(2);

        assertThat(call.concealed.subList(3, call.concealed.size())).doesNotContain(true);
        assertThat(percentile(call.delays.subList(30, call.delays.size()), 100)).isLessThan(4);
    }

    @SafeVarargs
    private static VirtualCall settled(int packetMillis, Stage<Datagram>... path) {
        return settled(new VirtualCaller(packetMillis), path);
    }

    @SafeVarargs
    private static VirtualCall settled(VirtualCaller caller, Stage<Datagram>... path) {
        VirtualCall call = new VirtualCall(caller, new VirtualNetwork(path));
        call.run(5);
        call.forget();
        return call;
    }

    private static double share(List<Boolean> concealed) {
        return concealed.stream().filter(made -> made).count() / (double) concealed.size();
    }

    /** Of narrowband every second sample of what was heard is the 8 kHz signal itself, coded and decoded. */
    private static void assertHeardAsSaid(VirtualCall call) {
        Codec codec = call.caller.codec;
        int step = Audio.SAMPLE_RATE / codec.sampleRate();
        int frame = Audio.FRAME_SAMPLES / step;
        short[] heard = new short[call.heard.size() * frame];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = call.heard.get(i / frame)[step * (i % frame) + step - 1];
        }
        short[] said = VoiceSource.coded(codec, 20 * codec.clockRate());
        assertThat(Arrays.mismatch(heard, excerptLike(heard, said))).isEqualTo(-1);
    }

    private static short[] excerptLike(short[] heard, short[] said) {
        for (int from = 0; from + heard.length <= said.length; from++) {
            if (Arrays.mismatch(said, from, from + 400, heard, 0, 400) < 0) {
                return Arrays.copyOfRange(said, from, from + heard.length);
            }
        }
        return new short[0];
    }
}
