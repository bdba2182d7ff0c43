package io.parley.media;

/** The two tones of a digit (ITU-T Q.23), for far ends that did not agree to telephone-events. */
final class DtmfTone {
    private static final String KEYS = "123A456B789C*0#D";
    private static final int[] ROWS = {697, 770, 852, 941};
    private static final int[] COLUMNS = {1209, 1336, 1477, 1633};
    /** -9 dBFS for each tone. */
    private static final double AMPLITUDE = 11_600;

    private DtmfTone() {}

    /** Fills one frame with the tone of event {@code code}; {@code step} frames of it have gone before. */
    static void fill(short[] frame, int code, int step) {
        int key = KEYS.indexOf(JitsiDtmf.DIGITS.charAt(code));
        double row = 2 * Math.PI * ROWS[key / 4] / Audio.SAMPLE_RATE;
        double column = 2 * Math.PI * COLUMNS[key % 4] / Audio.SAMPLE_RATE;
        for (int i = 0; i < frame.length; i++) {
            int at = step * frame.length + i;
            frame[i] = Pcm.saturate((float) (AMPLITUDE * (Math.sin(row * at) + Math.sin(column * at))));
        }
    }
}
