package io.parley.media;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * A measuring aid, not a test: {@code ConcealMain FOLDER} writes what the concealer makes of lost packets, for
 * {@code training/concealment} to judge. Raw 16-bit samples, little-endian: NAME.clean, what was said, after its codec;
 * NAME.ours, what is heard of it; NAME.other where there is something to compare with. NAME ends with the sample rate.
 */
public final class ConcealMain {
    private static final int ITU_FRAME = 80;
    private static final short ITU_LOST = 0x6b20;
    private static final int OCTETS = 160;
    private static final double LOSS = 0.1;

    private final Path to;

    private ConcealMain(Path to) {
        this.to = to;
    }

    public static void main(String[] args) throws IOException {
        ConcealMain main = new ConcealMain(Files.createDirectories(Path.of(args[0])));
        main.appendix("fe10");
        main.appendix("fe10_2");
        try (Stream<Path> recordings = Files.list(Outside.home().resolve("bench/calls"))) {
            for (Path recording : recordings
                    .filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList()) {
                main.wideband(recording);
            }
        }
    }

    /** The ITU's speech, its losses, and what G.711's Appendix I makes of them. */
    private void appendix(String losses) throws IOException {
        Path itu = Outside.shared("protocol/itu/g711-plc");
        short[] speech = words(itu.resolve("f2.le"));
        short[] pattern = words(itu.resolve(losses + ".g192"));
        short[] ours = speech.clone();
        Concealer concealer = new Concealer(8_000);
        for (int frame = 0; (frame + 1) * ITU_FRAME <= ours.length; frame++) {
            if (pattern[frame % pattern.length] == ITU_LOST) {
                concealer.conceal(ours, frame * ITU_FRAME, ITU_FRAME);
            } else {
                concealer.real(ours, frame * ITU_FRAME, ITU_FRAME);
            }
        }
        String name = "g711-" + losses + "-8000";
        write(name + ".clean", speech);
        write(name + ".ours", ours);
        write(name + ".other", words(itu.resolve(losses.replace("fe", "f2_") + ".raw")));
    }

    /** A recording through G.722, one packet in ten lost at random; the other is the last packet once more. */
    private void wideband(Path recording) throws IOException {
        short[] said = AudioFiles.read(recording);
        String file = String.valueOf(recording.getFileName());
        Random random = new Random(file.hashCode());
        boolean[] lost = new boolean[said.length / Audio.FRAME_SAMPLES];
        for (int i = 3; i < lost.length; i++) {
            lost[i] = random.nextDouble() < LOSS;
        }
        byte[][] packets = new byte[lost.length][OCTETS];
        AudioEncoder encoder = Codec.G722.encoder();
        for (int i = 0; i < lost.length; i++) {
            encoder.encode(said, i * Audio.FRAME_SAMPLES, packets[i], 0, OCTETS);
        }
        String name = "g722-" + file.replace(".wav", "") + "-16000";
        write(name + ".clean", repeated(packets, i -> false, lost.length));
        write(name + ".ours", concealed(packets, lost));
        write(name + ".other", repeated(packets, i -> lost[i], lost.length));
    }

    private static short[] concealed(byte[][] packets, boolean[] isLost) {
        short[] heard = new short[isLost.length * Audio.FRAME_SAMPLES];
        short[] frame = new short[Audio.FRAME_SAMPLES];
        CallerLine line = new CallerLine(Codec.G722);
        int lost = 0;
        for (int i = 0; i < isLost.length; i++) {
            if (isLost[i]) {
                line.conceal(OCTETS);
                lost += OCTETS;
            } else {
                line.decode(packets[i], OCTETS, 0, lost);
                lost = 0;
            }
            line.play(frame);
            System.arraycopy(frame, 0, heard, i * frame.length, frame.length);
        }
        return heard;
    }

    private static short[] repeated(byte[][] packets, IntPredicate isLost, int count) {
        short[] heard = new short[count * Audio.FRAME_SAMPLES];
        AudioDecoder decoder = Codec.G722.decoder();
        int last = 0;
        for (int i = 0; i < count; i++) {
            last = isLost.test(i) ? last : i;
            decoder.decode(packets[last], OCTETS, heard, i * Audio.FRAME_SAMPLES);
        }
        return heard;
    }

    private void write(String name, short[] samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        Files.write(to.resolve(name), bytes.array());
    }

    private static short[] words(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        short[] words = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(words);
        return words;
    }
}
