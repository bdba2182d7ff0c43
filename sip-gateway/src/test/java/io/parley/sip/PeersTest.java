package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.RegistrarConfig;
import io.parley.config.Secret;
import io.parley.config.Trunk;
import io.parley.config.TrunkRegistration;
import io.parley.config.UserSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where passwords stand, and what is said when none stands there. */
@Timeout(10)
class PeersTest {
    @TempDir
    Path folder;

    private static Peers peers(Secret secret, Map<String, String> env) {
        TrunkRegistration registration = new TrunkRegistration(
                List.of("sip:192.0.2.1"),
                "200",
                null,
                null,
                null,
                secret,
                Duration.ofMinutes(1),
                Duration.ofSeconds(25));
        RegistrarConfig registrar = RegistrarConfig.of(List.of(new UserSpec("ann", secret, null)));
        Trunk trunk = new Trunk("pbx", List.of(), false, 503, registration);
        return new Peers(List.of(trunk), registrar, each -> each.read(env));
    }

    @Test
    void namesTheTrunkOrTheUserAndThePlaceWhereThereIsNoPassword() {
        Peers unset = peers(new Secret("NOBODY_SETS_THIS", null), Map.of("OTHER", "hush"));
        assertThatThrownBy(() -> TrunkLines.passwords(unset))
                .isInstanceOf(SipFault.class)
                .hasMessage("trunk 'pbx': register: the variable NOBODY_SETS_THIS: expected a password of 1 to 256"
                        + " characters");
        assertThatThrownBy(() -> Doorkeeper.of(unset, new SipCounters(), new SplittableRandom(1), () -> 0))
                .isInstanceOf(SipFault.class)
                .hasMessageStartingWith("user 'ann': the variable NOBODY_SETS_THIS: ");
        Peers gone = peers(new Secret(null, folder.resolve("gone")), Map.of());
        assertThatThrownBy(() -> TrunkLines.passwords(gone)).hasMessageContaining("the file " + folder);
    }

    @Test
    void readsTheFirstLineOfAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "hush hush\nmore\n");
        assertThat(TrunkLines.passwords(peers(new Secret(null, file), Map.of())).values())
                .containsExactly("hush hush");
    }

    @Test
    void tellsNobodyAPassword() {
        Peers peers = peers(new Secret("PBX_PASSWORD", null), Map.of("PBX_PASSWORD", "hush"));
        assertThat(peers.toString()).doesNotContain("hush");
    }
}
