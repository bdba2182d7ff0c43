package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(20)
class RecordingTest {
    @TempDir
    Path folder;

    private final MediaCounters counters = new MediaCounters();

    @Test
    void writesBothSidesAsStereoWav() throws IOException {
        Path file = folder.resolve("calls/today/one.wav");
        Recording recording = new Recording(file, counters);
        ticks(recording, 0, 100);
        recording.end();
        assertThat(recording.write()).isTrue();

        assertThat(AudioFiles.read(file, AudioFiles.Channel.LEFT))
                .hasSize(32_000)
                .containsOnly(1_000);
        assertThat(AudioFiles.read(file, AudioFiles.Channel.RIGHT))
                .hasSize(32_000)
                .containsOnly(-2_000);
    }

    @Test
    void theFileCanBePlayedAtAnyTimeWhateverBecomesOfTheProcess() throws IOException {
        Path file = folder.resolve("crash.wav");
        Recording recording = new Recording(file, counters);
        for (int second = 0; second < 10; second++) {
            ticks(recording, second * 50, 50);
            assertThat(recording.write()).isFalse();
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int told = bytes.getInt(40);
            assertThat(told).isLessThanOrEqualTo(bytes.limit() - 44);
            assertThat(told / 64_000.0).isGreaterThanOrEqualTo(second - 3.0);
            assertThat(bytes.getInt(4)).isEqualTo(told + 36);
        }
    }

    @Test
    void aDiskThatIsTooSlowCostsFramesAndIsCounted() {
        Recording recording = new Recording(folder.resolve("slow.wav"), counters);
        ticks(recording, 0, Recording.MAX_WAITING + 10);

        assertThat(counters.get(MediaCounter.RECORDING_FRAMES_DROPPED)).isEqualTo(10);
        recording.end();
        recording.write();
        assertThat(AudioFiles.read(folder.resolve("slow.wav"))).hasSize(Recording.MAX_WAITING * 320);
    }

    @Test
    void aFileThatCannotBeWrittenEndsTheRecordingAndNothingElse() throws IOException {
        Path blocked = Files.createFile(folder.resolve("file")).resolve("below/one.wav");
        Recording recording = new Recording(blocked, counters);
        ticks(recording, 0, 10);
        assertThat(recording.write()).isFalse();
        ticks(recording, 10, 10);
        recording.end();
        assertThat(recording.write()).isTrue();

        assertThat(counters.get(MediaCounter.RECORDING_ERRORS)).isEqualTo(1);
    }

    /** Ten seconds fit; the call lasts for a minute. */
    @Test
    void aDiskThatFillsUpIsCountedAndLoggedOnceAndCostsTheCallNothing() throws IOException {
        ByteArrayOutputStream disk = new ByteArrayOutputStream();
        Recording recording = new Recording(folder.resolve("full.wav"), counters, file -> new Recording.Target() {
            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                if (position + bytes.remaining() > 10 * 64_000) {
                    throw new IOException("No space left on device");
                }
                int count = bytes.remaining();
                disk.write(bytes.array(), 0, count);
                bytes.position(bytes.limit());
                return count;
            }

            @Override
            public void close() {
                disk.reset();
            }
        });
        List<ILoggingEvent> told = logged(() -> {
            for (int second = 0; second < 60; second++) {
                ticks(recording, second * 50, 50);
                assertThat(recording.write()).isFalse();
            }
            recording.end();
            assertThat(recording.write()).isTrue();
        });

        assertThat(told).hasSize(1);
        assertThat(told.get(0).getFormattedMessage())
                .contains("full.wav", "the recording ends here, the call goes on", "No space left on device");
        assertThat(counters.get(MediaCounter.RECORDING_ERRORS)).isEqualTo(1);
        assertThat(counters.get(MediaCounter.RECORDING_FRAMES_DROPPED)).isZero();
        assertThat(disk.size())
                .as("closed, so that its space can be given back")
                .isZero();
    }

    @Test
    void aDeviceThatIsAlwaysFullDoesNotEndTheRecordersThread() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");
        Path good = folder.resolve("good.wav");
        try (Recorder recorder = new Recorder(counters)) {
            Recording failing = recorder.start(full);
            ticks(failing, 0, 50);
            ticks(recorder.start(good), 0, 50);
        }

        assertThat(counters.get(MediaCounter.RECORDING_ERRORS)).isEqualTo(1);
        assertThat(AudioFiles.read(good)).hasSize(16_000);
    }

    @Test
    void theRecordersThreadFinishesWhatItIsGivenWhenItCloses() {
        Path file = folder.resolve("closed.wav");
        try (Recorder recorder = new Recorder(counters)) {
            ticks(recorder.start(file), 0, 50);
        }
        assertThat(AudioFiles.read(file)).hasSize(16_000);
        assertThat(counters.get(MediaCounter.RECORDINGS)).isEqualTo(1);
    }

    private static List<ILoggingEvent> logged(Runnable action) {
        Logger log = (Logger) LoggerFactory.getLogger(Recording.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        log.addAppender(appender);
        try {
            action.run();
        } finally {
            log.detachAppender(appender);
        }
        return appender.list;
    }

    private static void ticks(Recording recording, int from, int count) {
        AudioTick tick = new AudioTick();
        Arrays.fill(tick.caller, (short) 1_000);
        Arrays.fill(tick.played, (short) -2_000);
        for (int i = from; i < from + count; i++) {
            tick.callerTimestamp = 7_000 + i * 160L;
            tick.sentTimestamp = 900_000 + i * 160L;
            recording.add(tick);
        }
    }
}
