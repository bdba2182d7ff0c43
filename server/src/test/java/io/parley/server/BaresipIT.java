package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.config.ParleyConfig;
import io.parley.config.RegistrarConfig;
import io.parley.config.Secret;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkRegistration;
import io.parley.config.UserSpec;
import io.parley.media.Audio;
import io.parley.media.AudioFiles;
import io.parley.media.Impairments;
import io.parley.media.MediaCounter;
import io.parley.server.trial.Trial;
import io.parley.testkit.Eventually;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole conversation with somebody else's telephone. */
@Timeout(120)
@ExtendWith(Served.Here.class)
class BaresipIT {
    /** Until the greeting is over. */
    private static final int WAIT_SECONDS = 6;

    private static final int REST_SECONDS = 30;

    @ParameterizedTest
    @EnumSource
    void baresipOrdersALatteAndHearsTheAgent(Baresip.Speaks codec, Served served) {
        List<Map<String, String>> before = served.examples().orders();
        String uri = "sip:coffee@127.0.0.1:" + served.sip(Transport.UDP).getPort();
        try (Baresip phone = new Baresip(uri, codec, microphone(served.home, codec.rate))) {
            expectOneMoreLatte(served.trial, before, phone);
            // The agent's voice has sound up to 8 kHz, and PCMU does not let it through.
            assertThat(shareAbove4Kilohertz(phone.heard()) > 0.002)
                    .as("wideband, share above 4 kHz: " + shareAbove4Kilohertz(phone.heard()))
                    .isEqualTo(codec != Baresip.Speaks.PCMU);
        }
    }

    /** A softphone with a password, as a newcomer has it: it registers, is asked who calls, and orders by the agent's name. */
    @Test
    void baresipRegistersAndCallsTheAgentByName() throws IOException {
        Home home = new Home(Outside.home());
        Path folder = Trial.temporaryFolder();
        Path password = Files.writeString(folder.resolve("ann"), "hush-hush\n");
        Setup setup = Setup.of(home, withUser(Trial.config(home, folder, List.of(home.examples()), 2), password));
        try (Trial trial = new Trial(setup, folder)) {
            String server =
                    "127.0.0.1:" + trial.parley().sip(Transport.UDP).get(0).getPort();
            String account = "<sip:ann@" + server + ">;regint=60;auth_user=ann;auth_pass=hush-hush";
            try (Baresip phone = new Baresip(
                    "sip:coffee@" + server, account, Baresip.Speaks.PCMU, microphone(home, Baresip.Speaks.PCMU.rate))) {
                expectOneMoreLatte(trial, List.of(), phone);
                assertThat(trial.parley().bindings()).as(phone::screen).isEqualTo(1);
            }
            Http http = new Http(trial.parley().httpPort());
            assertThat(http.metric("parley_registrar_bindings"))
                    .as("baresip leaves")
                    .isZero();
            assertThat(http.metric("parley_sip_registrations_total")).isPositive();
            assertThat(http.metric("parley_sip_passwords_refused_total")).isZero();
            // Nobody answers there; that is told, and holds up nothing.
            JsonNode trunk = http.json("/trunks").get("trunks").get(0);
            assertThat(trunk.get("trunk").asText()).isEqualTo("pbx");
            assertThat(trunk.get("state").asText()).isIn("registering", "failed");
            assertThat(http.metric("parley_trunk_registration{trunk=\"pbx\",state=\"registered\",}"))
                    .isZero();
            assertThat(http.get("/metrics").body()).contains("state=\"failed\"", "registration_expires_seconds");
        }
    }

    private static ParleyConfig withUser(ParleyConfig plain, Path password) {
        RegistrarConfig registrar = RegistrarConfig.of(List.of(new UserSpec("ann", new Secret(null, password), null)));
        TrunkRegistration nowhere = new TrunkRegistration(
                List.of("sip:127.0.0.1:9"),
                "200",
                null,
                null,
                null,
                new Secret(null, password),
                Duration.ofMinutes(10),
                Duration.ofSeconds(25));
        return new ParleyConfig(
                plain.sip(),
                plain.http(),
                plain.media(),
                plain.agents(),
                plain.routes(),
                List.of(new Trunk("pbx", List.of(), false, 503, nowhere)),
                registrar,
                plain.redis(),
                plain.limits(),
                plain.dictation());
    }

    @Test
    void aLineThatLosesAndShakesIsUnderstoodAllTheSame() {
        Home home = new Home(Outside.home());
        Path folder = Trial.temporaryFolder();
        Setup setup = Setup.of(home, Trial.config(home, folder, List.of(home.examples()), 2))
                .in(World.behind(Impairments.NONE.and("loss=3%,burst=2,jitter=20ms,reorder=1%,duplicate=1%,seed=3")));
        try (Trial trial = new Trial(setup, folder);
                Baresip phone = new Baresip(
                        "sip:coffee@127.0.0.1:"
                                + trial.parley().sip(Transport.UDP).get(0).getPort(),
                        Baresip.Speaks.PCMU,
                        microphone(home, Baresip.Speaks.PCMU.rate))) {
            expectOneMoreLatte(trial, List.of(), phone);
            assertThat(trial.exampleApis().orders()).hasSize(1);
            assertThat(trial.parley().mediaCounters().get(MediaCounter.FRAMES_CONCEALED))
                    .as("frames made up")
                    .isPositive();
        }
    }

    /** The latte arrives, the call ends on both sides, and baresip has heard the agent. */
    private static void expectOneMoreLatte(Trial trial, List<Map<String, String>> before, Baresip phone) {
        Eventually.isTrue(
                () -> "an order arrives; " + phone.screen(),
                Duration.ofSeconds(40),
                () -> trial.exampleApis().orders().size() > before.size());
        assertThat(trial.exampleApis().orders().get(before.size()))
                .isEqualTo(Map.of("size", "large", "drink", "latte"));
        Eventually.isTrue(
                "the agent hangs up",
                Duration.ofSeconds(20),
                () -> trial.parley().liveCalls() == 0);
        Eventually.isTrue(
                "baresip knows", Duration.ofSeconds(5), () -> phone.screen().contains("session closed"));
        assertThat(soundSeconds(phone.heard())).as(phone::screen).isGreaterThan(5);
    }

    private static short[] microphone(Home home, int rate) {
        short[] order = AudioFiles.read(home.examples().resolve("coffee-shop/calls/latte.wav"));
        int samples = (int) ((long) order.length * rate / Audio.SAMPLE_RATE);
        short[] all = new short[(WAIT_SECONDS + REST_SECONDS) * rate + samples];
        for (int i = 0; i < samples; i++) {
            // A telephone's recording: nothing above 4 kHz in it.
            all[WAIT_SECONDS * rate + i] = order[(int) ((long) i * Audio.SAMPLE_RATE / rate)];
        }
        return all;
    }

    /** Of the power: by the difference to what a filter of 31 taps lets through up to 4 kHz. */
    private static double shareAbove4Kilohertz(short[] samples) {
        int reach = 15;
        double above = 0;
        double all = 1;
        for (int i = reach; i + reach < samples.length; i++) {
            double below = samples[i] / 2.0;
            for (int tap = 1; tap <= reach; tap++) {
                double window = 0.54 + 0.46 * Math.cos(Math.PI * tap / (reach + 1));
                double weight = Math.sin(Math.PI * tap / 2) / (Math.PI * tap) * window;
                below += weight * (samples[i - tap] + samples[i + tap]);
            }
            above += Math.pow(samples[i] - below, 2);
            all += Math.pow(samples[i], 2);
        }
        return above / all;
    }

    /** How much of it is louder than -50 dBFS. */
    private static double soundSeconds(short[] samples) {
        int loud = 0;
        for (int from = 0; from + Audio.FRAME_SAMPLES <= samples.length; from += Audio.FRAME_SAMPLES) {
            double sum = 0;
            for (int i = from; i < from + Audio.FRAME_SAMPLES; i++) {
                sum += (double) samples[i] * samples[i];
            }
            loud += Math.sqrt(sum / Audio.FRAME_SAMPLES) > 32_768 * Math.pow(10, -50 / 20.0) ? 1 : 0;
        }
        return loud * Audio.FRAME_MILLIS / 1e3;
    }
}
