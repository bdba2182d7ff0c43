package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose challenges are answered in calls by a trunk. RFC 3261, section 22.3. */
@Timeout(10)
class TrunkServersTest {
    private static final InetAddress SERVER = LocalAddresses.literal("192.0.2.1");
    private static final InetAddress OTHER = LocalAddresses.literal("192.0.2.2");
    private static final Challenge OWN = challenge("pbx");
    private static final Challenge FOREIGN = challenge("mallory");

    private final TrunkServers servers = new TrunkServers(new Credentials("200", "secret", null));
    private long now = Long.MAX_VALUE - 1_000;

    private static Challenge challenge(String realm) {
        return new Challenge(true, realm, "n", null, Digest.MD5, true, false);
    }

    /** A proxy passes on what the far end says. */
    @Test
    void answerForTheRealmAloneThatTheServerAskedForItself() {
        servers.registered(SERVER, "pbx", now);
        for (boolean first : List.of(true, false)) {
            assertThat(servers.answerable(List.of(FOREIGN, OWN), SERVER, first, now))
                    .isEqualTo(OWN);
            assertThat(servers.answerable(List.of(FOREIGN), SERVER, first, now)).isNull();
            assertThat(servers.answerable(List.of(OWN), OTHER, first, now)).isNull();
        }
    }

    /** Some trunks bind by address and ask with the INVITE. */
    @Test
    void answerTheFirstInviteAloneWhereTheServerHasAskedForNothing() {
        servers.registered(SERVER, null, now);
        assertThat(servers.answerable(List.of(OWN), SERVER, true, now)).isEqualTo(OWN);
        assertThat(servers.answerable(List.of(OWN), SERVER, false, now)).isNull();
    }

    @Test
    void answerNoOtherRealmThanTheConfiguredOne() {
        TrunkServers choosy = new TrunkServers(new Credentials("200", "secret", "pbx"));
        choosy.registered(SERVER, null, now);
        assertThat(choosy.answerable(List.of(FOREIGN), SERVER, true, now)).isNull();
    }

    @Test
    void areForgottenAnHourAfterTheyLastRegisteredUsUnlessInUse() {
        servers.registered(OTHER, "pbx", now);
        servers.registered(SERVER, "pbx", now);
        now += TrunkServers.KEPT.toNanos();
        assertThat(servers.has(OTHER, now)).isTrue();
        now++;
        assertThat(servers.has(OTHER, now)).isFalse();
        assertThat(servers.has(SERVER, now)).isTrue();
    }

    @Test
    void areSixteenAtMost() {
        for (int i = 1; i <= TrunkServers.MOST + 4; i++) {
            servers.registered(LocalAddresses.literal("192.0.2." + i), "pbx", now);
        }
        assertThat(servers.size()).isEqualTo(TrunkServers.MOST);
        assertThat(servers.has(SERVER, now)).isFalse();
    }
}
