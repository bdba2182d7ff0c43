package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.server.Json;
import io.parley.server.Waiting;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.PhoneBooth;
import io.parley.server.phone.PhoneCall;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.PhoneReport;
import io.parley.testkit.FreePort;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./parley} as its user starts and stops it. */
@Timeout(240)
class LauncherIT {
    private static final Duration START = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    @Test
    void theDemoPhonesItselfAndExitsWith0() throws InterruptedException {
        try (Launched demo = new Launched(folder, Map.of(), "demo", "--json")) {
            assertThat(demo.exit(Duration.ofSeconds(200))).as(demo::screen).isZero();
            assertThat(demo.screen()).doesNotContain(" ERROR ", "\tat ");
            List<String> lines = demo.screen().lines().toList();
            assertThat(Json.read(lines.get(lines.size() - 1))
                            .path("task_success")
                            .asDouble())
                    .isEqualTo(1);
        }
    }

    @Test
    void sigtermLetsCallsEndHangsUpOnTheRestAndExitsWith0() throws Exception {
        int port = FreePort.next();
        try (Launched serve = new Launched(
                        folder,
                        Map.of(),
                        "--config",
                        config(port, FreePort.next()).toString(),
                        "--drain",
                        "2");
                PhoneBooth booth = PhoneBooth.open("127.0.0.1")) {
            serve.prints("Parley takes calls.", START);
            CountDownLatch spoken = new CountDownLatch(1);
            Future<PhoneReport> call = phone(booth, port, spoken);
            assertThat(spoken.await(10, TimeUnit.SECONDS))
                    .as("the agent speaks")
                    .isTrue();

            serve.terminate();
            serve.prints("stopping; waiting up to 2 s for 1 calls to end", Duration.ofSeconds(5));
            PhoneReport late = Waiting.on(phone(booth, port, new CountDownLatch(1)), "a late call");
            assertThat(late.termination()).isEqualTo(Termination.rejected(503));
            assertThat(Waiting.on(call, "the call under way").termination()).isEqualTo(Termination.agentEnded());
            assertThat(serve.exit(Duration.ofSeconds(20))).isZero();
            assertThat(serve.screen()).endsWith("stopped\n");
        }
    }

    private static Future<PhoneReport> phone(PhoneBooth booth, int port, CountDownLatch spoken) {
        PhoneObserver observer = new PhoneObserver() {
            @Override
            public void agentSpeaks(long atMillis) {
                spoken.countDown();
            }
        };
        CallerScript listens = new CallerScript(List.of());
        return PhoneCall.place(booth.phone(), "sip:digits@127.0.0.1:" + port, "late-caller", listens, observer, false);
    }

    @Test
    void aSipPortThatIsTakenIsOneSentence() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
                Launched serve = new Launched(
                        folder,
                        Map.of(),
                        "--config",
                        config(taken.getLocalPort(), FreePort.next()).toString())) {
            assertThat(serve.exit(START)).isEqualTo(Exit.USAGE);
            assertThat(lastLine(serve)).contains(":" + taken.getLocalPort()).contains("sip.listen");
        }
    }

    @Test
    void anHttpPortThatIsTakenIsOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Launched serve = new Launched(
                        folder,
                        Map.of(),
                        "--config",
                        config(FreePort.next(), taken.getLocalPort()).toString())) {
            assertThat(serve.exit(START)).isEqualTo(Exit.USAGE);
            assertThat(lastLine(serve))
                    .startsWith("parley: http.listen 127.0.0.1:" + taken.getLocalPort() + ": cannot listen there");
        }
    }

    @Test
    void aMissingNativeLibraryIsOneSentence() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("native"));
        Files.writeString(broken.resolve("libonnxruntime4j_jni.so"), "no library");
        try (Launched serve = new Launched(
                folder,
                Map.of("PARLEY_JAVA_OPTS", "-Donnxruntime.native.path=" + broken),
                "--config",
                config(FreePort.next(), FreePort.next()).toString())) {
            assertThat(serve.exit(START)).isEqualTo(Exit.USAGE);
            assertThat(lastLine(serve)).startsWith("parley: ONNX Runtime has no library for ");
        }
    }

    private static String lastLine(Launched process) {
        List<String> lines = process.screen().lines().toList();
        return lines.get(lines.size() - 1);
    }

    /** The digits example alone: the quickest to start. */
    private Path config(int sip, int http) throws IOException {
        Path agents = io.parley.testkit.Outside.home().resolve("examples/digits");
        return Files.writeString(folder.resolve("parley.yaml"), """
                parley: 1
                sip: { listen: ["udp:127.0.0.1:%1$d", "tcp:127.0.0.1:%1$d"] }
                http: { listen: "127.0.0.1:%2$d" }
                media: { ports: 25000-25099 }
                agents: [%3$s]
                """.formatted(sip, http, agents));
    }
}
