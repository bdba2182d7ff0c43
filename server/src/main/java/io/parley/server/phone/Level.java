package io.parley.server.phone;

/** How loud a frame is. */
final class Level {
    /** Sound is what is louder than this, in dB below full scale. */
    static final double SOUND_DBFS = -50;
    /** Of a caller's recording, speech is what lies within this many dB of its loudest frame. */
    static final double SPEECH_RANGE_DB = 35;
    /** Where noise lies within that range, speech is what is this much louder than the noise. */
    static final double OUT_OF_NOISE_DB = 10;
    /** But whatever lies this close to the loudest frame is speech: a recording may hold nothing else. */
    static final double LEAST_RANGE_DB = 15;

    private static final double SILENT = -200;

    private Level() {}

    /** @return 20 log10 of the root mean square, full scale 32,768; -200 for digital silence */
    static double dbfs(short[] samples, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum == 0 ? SILENT : 10 * Math.log10(sum / count / (32_768.0 * 32_768.0));
    }

    static double dbfs(short[] frame) {
        return dbfs(frame, 0, frame.length);
    }

    static boolean isSound(short[] frame) {
        return dbfs(frame) > SOUND_DBFS;
    }
}
