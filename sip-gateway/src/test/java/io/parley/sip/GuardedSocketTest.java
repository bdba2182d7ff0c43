package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one connection can make us take. */
@Timeout(30)
class GuardedSocketTest {
    private final GuardedSocket ours = new GuardedSocket(true);
    private ServerSocket server;
    private Socket theirs;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ours.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
        theirs = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        ours.close();
        theirs.close();
        server.close();
    }

    @Test
    void readsNothingWhileThePeerDoesNot() throws Exception {
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
            try {
                ours.getOutputStream().write(new byte[64_000_000]);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        Eventually.isTrue(
                "the write waits", Duration.ofSeconds(5), () -> ours.writingSince(System.nanoTime()) > 100_000_000L);
        theirs.getOutputStream().write('x');
        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
            try {
                return ours.getInputStream().read();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThatThrownBy(() -> read.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        theirs.getInputStream().readNBytes(64_000_000);
        written.get(5, TimeUnit.SECONDS);
        assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo('x');
    }

    @Test
    void readsNoFasterThanItsRate() throws Exception {
        int more = 1_000_000;
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
            try {
                theirs.getOutputStream().write(new byte[GuardedSocket.BURST_BYTES + more]);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        long begin = System.nanoTime();
        ours.getInputStream().readNBytes(GuardedSocket.BURST_BYTES + more);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        written.get(5, TimeUnit.SECONDS);
        assertThat(millis).isGreaterThanOrEqualTo(1_000L * more / GuardedSocket.BYTES_PER_SECOND);
    }
}
