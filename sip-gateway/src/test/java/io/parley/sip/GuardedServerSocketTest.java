package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Eventually;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuardedServerSocketTest {
    /** Who connects after a quiet hour has been silent for no longer than he is there. */
    @Test
    void countsSilenceFromTheConnectionOn() throws Exception {
        InetAddress address = RawPeer.loopback();
        try (GuardedServerSocket server = new GuardedServerSocket(0, address, stream -> true)) {
            CompletableFuture<Socket> accepted = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    accepted.complete(server.accept());
                } catch (Exception e) {
                    accepted.completeExceptionally(e);
                }
            });
            thread.start();
            Eventually.isTrue(
                    "it waits for somebody",
                    () -> List.of(thread.getStackTrace()).stream()
                            .anyMatch(frame -> frame.getMethodName().equals("implAccept")));
            long before = System.nanoTime();
            try (Socket peer = new Socket(address, server.getLocalPort());
                    GuardedSocket stream = (GuardedSocket) accepted.join()) {
                long now = System.nanoTime();
                assertThat(stream.idleFor(now)).isLessThan(now - before);
                assertThat(peer.isConnected()).isTrue();
            }
        }
    }
}
