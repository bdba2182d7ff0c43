package io.parley.sip;

import io.parley.media.AudioListener;
import io.parley.media.AudioPort;
import io.parley.media.AudioTick;
import io.parley.media.Playout;
import io.parley.media.RtpSession;
import org.jspecify.annotations.Nullable;

/**
 * The audio of a call with the digits of both ways in one stream. Some telephones send every digit as RFC 4733 events
 * and as INFO: whichever came first in the call is believed, so that each press is heard once. On the call's context.
 */
final class CallAudio implements AudioPort {
    private enum DigitWay {
        RTP,
        INFO
    }

    private final RtpSession rtp;
    private @Nullable AudioListener listener;
    private @Nullable DigitWay way;

    CallAudio(RtpSession rtp) {
        this.rtp = rtp;
    }

    @Override
    public void listen(AudioListener to) {
        listener = to;
        rtp.listen(new AudioListener() {
            @Override
            public void onTick(AudioTick tick) {
                to.onTick(tick);
            }

            @Override
            public void onDigit(char digit) {
                dialled(digit, DigitWay.RTP);
            }
        });
    }

    @Override
    public Playout playout() {
        return rtp.playout();
    }

    /** Another telephone is at the other end, which may send digits in another way. */
    void anew() {
        way = null;
    }

    /** Digits that came by INFO. */
    void informed(String digits) {
        for (char digit : digits.toCharArray()) {
            dialled(digit, DigitWay.INFO);
        }
    }

    private void dialled(char digit, DigitWay by) {
        if (way == null) {
            way = by;
        }
        if (way == by && listener != null) {
            listener.onDigit(digit);
        }
    }
}
