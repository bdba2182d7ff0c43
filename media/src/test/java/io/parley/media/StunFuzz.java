package io.parley.media;

import io.parley.testkit.FuzzTarget;
import java.util.Arrays;

/**
 * What reaches a port that awaits ICE: nothing of it is answered or moves the address, unless it was made with the password;
 * the far end's own check is answered behind it.
 */
final class StunFuzz implements FuzzTarget {
    private static final IceCredentials OURS = new IceCredentials("evtj", "VOkJxbRl1RmTxUk/WvJxBt");
    /** Nobody's, so that no input is authentic but by chance. */
    private static final IceCredentials OTHERS = new IceCredentials("evtj", "not in any of the inputs");

    @Override
    public void accept(byte[] input) {
        byte[] bytes = Arrays.copyOf(input, RtpPacket.MAX_BYTES + 1);
        IceLite strict = new IceLite(OTHERS);
        strict.agree(Checks.FAR);
        byte[] answer = strict.receive(bytes, Math.min(input.length, bytes.length), Packets.OTHER, 1);
        FuzzTarget.expect(answer == null && strict.nominated() == null, () -> "a check without the password counts");

        IceLite ice = new IceLite(OURS); // the seeds know this one
        ice.agree(Checks.FAR);
        byte[] told = ice.receive(bytes, Math.min(input.length, bytes.length), Packets.OTHER, 1);
        FuzzTarget.expect(
                told == null || StunMessage.read(told, told.length) != null, () -> "our answer is no message");
        byte[] check = Checks.nominating(OURS);
        FuzzTarget.expect(
                ice.receive(check, check.length, Packets.FAR, 2) != null && Packets.FAR.equals(ice.nominated()),
                () -> "the far end's own check is not answered behind it");
    }

    @Override
    public int maxLength() {
        return 512;
    }
}
