package io.parley.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GraphTest {
    private static final Path SMALL = Outside.home().resolve("models/src/test/resources/small.onnx");

    @Test
    void runsOnDirectBuffersOfAnyShapeInTurn() {
        try (Graph graph = Graph.open(SMALL);
                Durations durations = new Durations(graph)) {
            float[] five = durations.of(5);
            float[] nine = durations.of(9);
            assertThat(durations.of(5)).containsExactly(five);
            assertThat(durations.of(9)).containsExactly(nine);
            assertThat(five).hasSize(5).doesNotContain(0f);
        }
    }

    @Test
    void isSharedByThreadsThatEachHaveABinding() throws Exception {
        try (Graph graph = Graph.open(SMALL);
                Durations alone = new Durations(graph)) {
            float[] expected = alone.of(40);
            ExecutorService threads = Executors.newFixedThreadPool(3);
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                results.add(threads.submit(() -> {
                    try (Durations own = new Durations(graph)) {
                        for (int round = 0; round < 20; round++) {
                            assertThat(own.of(40)).containsExactly(expected);
                        }
                    }
                }));
            }
            for (Future<?> result : results) {
                result.get(30, TimeUnit.SECONDS);
            }
            threads.shutdown();
        }
    }

    @Test
    void refusesToRunAfterCloseAndCloseMayBeRepeated() {
        Graph graph = Graph.open(SMALL);
        try (Durations durations = new Durations(graph)) {
            durations.of(5);
            graph.close();
            graph.close();
            assertThatThrownBy(() -> durations.of(5))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("small.onnx is closed");
        }
    }

    @Test
    void saysWhatIsWrongWithABinding() {
        try (Graph graph = Graph.open(SMALL);
                Binding binding = graph.bind()) {
            assertThatThrownBy(() -> binding.input("y", longs(4), 1, 4)).hasMessageContaining("has no 'y'");
            assertThatThrownBy(() -> binding.input("x", LongBuffer.allocate(4), 1, 4))
                    .hasMessageContaining("'x' needs a direct buffer");
            assertThatThrownBy(() -> binding.input("x", longs(3), 1, 4))
                    .hasMessageContaining("'x' needs 4 elements, the buffer holds 3");
            binding.input("x", longs(4), 1, 4).output("d", floats(4), 1, 4);
            assertThatThrownBy(binding::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("outputs [d]");
            binding.output("h", floats(5 * 192), 1, 5, 192);
            assertThatThrownBy(binding::run).isInstanceOf(ModelException.class).hasMessageContaining("run failed");
        }
    }

    @Test
    void saysWhichFileIsNoGraph(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.onnx"), "rubbish");
        assertThatThrownBy(() -> Graph.open(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file + ": cannot be loaded as an ONNX graph");
        assertThatThrownBy(() -> Graph.open(folder.resolve("b.onnx"))).hasMessageContaining("b.onnx: no such file");
    }

    /** The planner of the voice pack, asked for durations. */
    private static final class Durations implements AutoCloseable {
        private final Binding binding;
        private final LongBuffer x = longs(64);
        private final FloatBuffer h = floats(64 * 192);
        private final FloatBuffer d = floats(64);

        Durations(Graph graph) {
            binding = graph.bind();
        }

        float[] of(int tokens) {
            for (int i = 0; i < tokens; i++) {
                x.put(i, 43 + i % 26);
            }
            binding.input("x", x, 1, tokens)
                    .output("h", h, 1, tokens, 192)
                    .output("d", d, 1, tokens)
                    .run();
            float[] copy = new float[tokens];
            d.get(0, copy);
            return copy;
        }

        @Override
        public void close() {
            binding.close();
        }
    }

    private static LongBuffer longs(int n) {
        return ByteBuffer.allocateDirect(8 * n).order(ByteOrder.nativeOrder()).asLongBuffer();
    }

    private static FloatBuffer floats(int n) {
        return ByteBuffer.allocateDirect(4 * n).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
