package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our side of ICE: who is answered, and what moves the address that audio goes to (RFC 8445). */
@Timeout(10)
class IceLiteTest {
    private static final IceCredentials OURS = new IceCredentials("evtj", "VOkJxbRl1RmTxUk/WvJxBt");
    private static final InetSocketAddress FAR = Packets.FAR;
    private static final InetSocketAddress OTHER = Packets.OTHER;

    private final IceLite ice = new IceLite(OURS);
    private long now = 1;

    @BeforeEach
    void agree() {
        ice.agree(Checks.FAR);
    }

    private byte[] receive(byte[] check, InetSocketAddress from) {
        byte[] room = new byte[RtpPacket.MAX_BYTES + 1];
        System.arraycopy(check, 0, room, 0, check.length);
        return ice.receive(room, check.length, from, now++);
    }

    private static StunMessage read(byte[] answer) {
        return Objects.requireNonNull(StunMessage.read(answer, answer.length));
    }

    @Test
    void aCheckIsAnsweredAndOnlyANominationSettlesTheAddress() {
        assertThat(read(receive(Checks.plain(OURS), OTHER)).mapped()).isEqualTo(OTHER);
        assertThat(ice.nominated()).isNull();

        assertThat(read(receive(Checks.nominating(OURS), FAR)).mapped()).isEqualTo(FAR);
        assertThat(ice.nominated()).isEqualTo(FAR);

        receive(Checks.plain(OURS), OTHER);
        assertThat(ice.nominated()).isEqualTo(FAR);
    }

    @Test
    void theLastNominationCounts() {
        receive(Checks.nominating(OURS), FAR);
        receive(Checks.nominating(OURS), OTHER);
        assertThat(ice.nominated()).isEqualTo(OTHER);
    }

    @Test
    void whoeverDoesNotKnowThePasswordIsNotAnsweredAndMovesNothing() {
        receive(Checks.nominating(OURS), FAR);
        IceCredentials guessed = new IceCredentials("evtj", "guessed");
        assertThat(receive(Checks.nominating(guessed), OTHER)).isNull();
        assertThat(receive(Checks.nominating(new IceCredentials("evt", OURS.password())), OTHER))
                .isNull();
        assertThat(receive(new Checks().attribute(StunMessage.USE_CANDIDATE).signed(OURS.password()), OTHER))
                .isNull();
        assertThat(receive(
                        new Checks()
                                .username("evtj:far")
                                .attribute(StunMessage.USE_CANDIDATE)
                                .unsigned(),
                        OTHER))
                .isNull();
        assertThat(ice.nominated()).isEqualTo(FAR);
    }

    @Test
    void onlyTheAgentThatSignallingNamedIsAnswered() {
        receive(Checks.nominating(OURS), FAR);
        ice.agree(Checks.FAR);
        assertThat(ice.nominated()).as("nothing has changed").isEqualTo(FAR);

        ice.agree("next");
        assertThat(ice.nominated()).as("it begins again").isNull();
        for (String stranger : new String[] {Checks.FAR, "nex", "next1", ""}) {
            assertThat(receive(Checks.nominating(OURS, stranger), OTHER))
                    .as(stranger)
                    .isNull();
        }
        assertThat(ice.nominated()).isNull();
        assertThat(receive(Checks.nominating(OURS, "next"), OTHER)).isNotNull();
        assertThat(ice.nominated()).isEqualTo(OTHER);

        ice.agree(null);
        assertThat(receive(Checks.nominating(OURS, "next"), OTHER)).isNull();
    }

    @Test
    void answersAndIndicationsAreNotAnswered() {
        for (int type : new int[] {StunMessage.BINDING_INDICATION, StunMessage.BINDING_SUCCESS, 0x0003}) {
            assertThat(receive(new Checks().type(type).username("evtj:far").signed(OURS.password()), FAR))
                    .isNull();
        }
    }

    @Test
    void whoeverWouldBeControlledTooIsToldToTakeControl() {
        // The sample request of RFC 5769 carries ICE-CONTROLLED.
        ice.agree("h6vY");
        assertThat(read(receive(StunMessageTest.REQUEST, FAR)).errorCode()).isEqualTo(487);
        assertThat(ice.nominated()).isNull();
    }

    @Test
    void whatMustBeUnderstoodAndIsNotIsRefused() {
        byte[] check = new Checks()
                .username("evtj:far")
                .attribute(StunMessage.USE_CANDIDATE)
                .attribute(0x7ff0, (byte) 1)
                .signed(OURS.password());
        StunMessage answer = read(receive(check, FAR));
        assertThat(answer.errorCode()).isEqualTo(420);
        assertThat(answer.has(StunMessage.UNKNOWN_ATTRIBUTES)).isTrue();
        assertThat(ice.nominated()).isNull();
    }

    @Test
    void aFloodOfChecksIsNotAnsweredForEver() {
        byte[] check = Checks.nominating(OURS);
        int answered = 0;
        for (int i = 0; i < 10 * IceLite.CHECKS_A_SECOND; i++) {
            answered += receive(check, FAR) == null ? 0 : 1;
        }
        assertThat(answered).isEqualTo(IceLite.CHECKS_A_SECOND);
        now += 2_000_000_000L;
        assertThat(receive(check, FAR)).isNotNull();
    }

    @Test
    void strangersWithoutTheNameTakeNothingFromTheFarEndsShare() {
        byte[] nameless = new Checks().signed(OURS.password());
        byte[] guessed = Checks.plain(new IceCredentials("evt", "guessed"));
        byte[] half = Checks.nominating(new IceCredentials(OURS.ufrag(), "guessed"), "stranger");
        for (int i = 0; i < 2 * IceLite.CHECKS_A_SECOND; i++) {
            receive(nameless, OTHER);
            receive(guessed, OTHER);
            receive(half, OTHER);
        }
        assertThat(receive(Checks.nominating(OURS), FAR)).isNotNull();
        assertThat(ice.nominated()).isEqualTo(FAR);
    }
}
