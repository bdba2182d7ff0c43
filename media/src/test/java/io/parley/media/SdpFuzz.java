package io.parley.media;

import static io.parley.testkit.FuzzTarget.expect;

import io.parley.media.OfferAnswer.Answer;
import io.parley.media.OfferAnswer.Local;
import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session description as an offer and as an answer. What we answer is a description again, with the offer's lines in
 * the offer's order, and means the same to the far end as to us.
 */
final class SdpFuzz implements FuzzTarget {
    private static final Local OURS = new Local("192.0.2.4", 20_000, 1, 1, Direction.SENDRECV);

    @Override
    public void accept(byte[] input) {
        String text = FuzzText.utf8(input);
        RtpTarget first = accepted(text, null);
        Answer answer = answered(text);
        if (answer == null) {
            return;
        }
        expectAnswer(SdpReader.read(text), SdpReader.read(answer.sdp()));
        expectTarget(answer.target());
        RtpTarget theirs = OfferAnswer.accept(answer.sdp(), OURS, false);
        expect(theirs.codec() == answer.target().codec(), () -> "another codec for the far end: " + theirs);
        if (first != null) {
            expect(answered(OfferAnswer.offer(OURS, first)) != null, () -> "an offer that nobody can answer");
        }
        accepted(text, answer.target());
    }

    private static @Nullable Answer answered(String offer) {
        try {
            return OfferAnswer.answer(offer, OURS, false);
        } catch (SdpException e) {
            expectReason(e);
            return null;
        }
    }

    private static @Nullable RtpTarget accepted(String answer, @Nullable RtpTarget current) {
        try {
            RtpTarget target = OfferAnswer.accept(answer, OURS, true, current);
            expectTarget(target);
            return target;
        } catch (SdpException e) {
            expectReason(e);
            return null;
        }
    }

    private static void expectAnswer(Sdp offer, Sdp answer) {
        List<Sdp.Media> asked = offer.medias();
        List<Sdp.Media> got = answer.medias();
        expect(asked.size() == got.size(), () -> asked.size() + " lines asked, " + got.size() + " answered");
        for (int i = 0; i < got.size(); i++) {
            expectLine(asked.get(i), got.get(i));
        }
        long taken = got.stream().filter(line -> line.port() != 0).count();
        expect(taken == 1, () -> taken + " lines taken");
    }

    private static void expectLine(Sdp.Media asked, Sdp.Media got) {
        boolean same = got.kind().equals(asked.kind()) && got.protocol().equals(asked.protocol());
        expect(same, () -> asked + " answered with " + got);
    }

    private static void expectTarget(RtpTarget target) {
        boolean sound = !target.rtp().isUnresolved()
                && target.rtp().getPort() > 0
                && target.payloadType() >= 0
                && target.payloadType() <= AudioLine.LAST_TYPE
                && target.dtmfPayloadType() >= -1
                && target.dtmfPayloadType() <= AudioLine.LAST_TYPE
                && target.ptimeMillis() >= 10
                && target.ptimeMillis() <= 60
                && target.ptimeMillis() % 10 == 0;
        expect(sound, () -> "target " + target);
    }

    private static void expectReason(SdpException e) {
        String reason = String.valueOf(e.getMessage());
        boolean sound = (e.status() == 400 || e.status() == 488)
                && reason.length() < 500
                && reason.chars().noneMatch(Character::isISOControl);
        expect(sound, () -> e.status() + " " + reason);
    }
}
