package io.parley.media;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's recording: the media thread adds ticks to a bounded ring, the {@link Recorder}'s thread writes them. The
 * header is made true every two seconds, so that the file can be played whatever becomes of the process.
 */
final class Recording {
    private static final Logger log = LoggerFactory.getLogger(Recording.class);
    /** Ticks that may wait for the disk: 2.5 s; those beyond are missing in the recording. */
    static final int MAX_WAITING = 128;
    /** Longest recording: what a WAV header can count, 18 hours. */
    static final long MAX_FRAMES = 0xffff_0000L / 4;

    private static final long HEADER_EVERY_FRAMES = 2L * Audio.SAMPLE_RATE;

    /** Where a recording is written to; a file but in tests. */
    interface Target extends Closeable {
        int write(ByteBuffer bytes, long position) throws IOException;
    }

    /** Opens targets. */
    @FunctionalInterface
    interface Disk {
        Target open(Path file) throws IOException;
    }

    private final Path file;
    private final MediaCounters counters;
    private final Disk disk;
    private final AudioTick[] ring = new AudioTick[MAX_WAITING];
    private final AtomicLong in = new AtomicLong();
    private final AtomicLong out = new AtomicLong();
    private volatile boolean ended;

    // The recorder's thread only.
    private final StereoLine line = new StereoLine(this::append);
    private final ByteBuffer bytes = ByteBuffer.allocate(16_384).order(ByteOrder.LITTLE_ENDIAN);
    private @Nullable Target target;
    private long written;
    private long headerTells;
    private boolean failed;

    Recording(Path file, MediaCounters counters) {
        this(file, counters, Recording::create);
    }

    Recording(Path file, MediaCounters counters, Disk disk) {
        this.file = file;
        this.counters = counters;
        this.disk = disk;
        for (int i = 0; i < MAX_WAITING; i++) {
            ring[i] = new AudioTick();
        }
    }

    /** Adds a tick. Media thread only. */
    void add(AudioTick tick) {
        long at = in.get();
        if (at - out.get() >= MAX_WAITING) {
            counters.increment(MediaCounter.RECORDING_FRAMES_DROPPED);
            return;
        }
        ring[(int) (at % MAX_WAITING)].copyFrom(tick);
        in.setRelease(at + 1);
    }

    /** Nothing more will be added. Media thread only. */
    void end() {
        ended = true;
    }

    /** Writes what waits; true when the recording is finished. The recorder's thread. */
    boolean write() {
        boolean last = ended;
        try {
            while (out.get() < in.getAcquire()) {
                if (!failed) {
                    line.add(ring[(int) (out.get() % MAX_WAITING)]);
                }
                out.setRelease(out.get() + 1);
            }
            if (!failed) {
                settle(last);
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
        return last;
    }

    void finish() {
        ended = true;
        write();
    }

    private void settle(boolean last) throws IOException {
        Target to = open();
        line.flush(last);
        if (last || written - headerTells >= HEADER_EVERY_FRAMES) {
            header(to);
        }
        if (last) {
            to.close();
        }
    }

    private void append(short[] stereo, int count) throws IOException {
        if (written + count > MAX_FRAMES) {
            return;
        }
        bytes.clear();
        bytes.asShortBuffer().put(stereo, 0, 2 * count);
        bytes.limit(4 * count);
        writeFully(open(), bytes, WavFile.HEADER + 4 * written);
        written += count;
    }

    private Target open() throws IOException {
        Target open = target;
        if (open == null) {
            open = disk.open(file);
            target = open;
            header(open);
        }
        return open;
    }

    private static Target create(Path file) throws IOException {
        AudioFiles.makeFolder(file);
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        return new Target() {
            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                return channel.write(bytes, position);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private void header(Target to) throws IOException {
        bytes.clear();
        WavFile.header(bytes, 2, 4 * written);
        bytes.flip();
        writeFully(to, bytes, 0);
        headerTells = written;
    }

    private static void writeFully(Target to, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += to.write(bytes, at);
        }
    }

    /** A full disk, a folder that is gone: told once, and what still comes is taken and dropped. */
    private void fail(Exception e) {
        failed = true;
        counters.increment(MediaCounter.RECORDING_ERRORS);
        log.error("{}: the recording ends here, the call goes on: {}", file, e.toString());
        Target open = target;
        if (open != null) {
            try {
                open.close();
            } catch (IOException again) {
                log.debug("closing {}: {}", file, again.getMessage());
            }
        }
    }
}
