package io.parley.agent.ear;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Phone ids of the ear: 1 to 5 silence, 6 to 10 spoken noise, then 39 ARPAbet phones, each in four word positions
 * (begin, end, inside, single).
 */
public final class Phones {
    /** Left context of the first phone of an utterance. */
    public static final int START = 0;

    public static final int SILENCE = 1;
    static final int FIRST_NOISE = 6;
    public static final int SPOKEN_NOISE = 10;

    /** The ARPAbet, in the order of the ids. */
    public static final List<String> ARPABET = List.of(
            "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY",
            "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z",
            "ZH");

    /** One more than the highest id. */
    public static final int COUNT = 11 + 4 * ARPABET.size();

    private static final Map<String, Integer> INDEX =
            IntStream.range(0, ARPABET.size()).boxed().collect(Collectors.toMap(ARPABET::get, i -> i));

    private static final int BEGIN = 0;
    private static final int END = 1;
    private static final int INSIDE = 2;
    private static final int SINGLE = 3;

    private Phones() {}

    /**
     * Ids of a pronunciation.
     *
     * @param pronunciation ARPAbet phones separated by spaces, {@code SIL} or {@code SPN}
     * @throws IllegalArgumentException for a phone that is none of these
     */
    public static int[] ids(String pronunciation) {
        String[] phones = pronunciation.split(" ");
        if (phones.length == 1 && phones[0].equals("SIL")) {
            return new int[] {SILENCE};
        }
        if (phones.length == 1 && phones[0].equals("SPN")) {
            return new int[] {SPOKEN_NOISE};
        }
        int[] ids = new int[phones.length];
        for (int i = 0; i < phones.length; i++) {
            Integer index = INDEX.get(phones[i]);
            if (index == null) {
                throw new IllegalArgumentException(
                        "phone '" + phones[i] + "' in '" + pronunciation + "', expected ARPAbet");
            }
            ids[i] = 11 + 4 * index + position(i, phones.length);
        }
        return ids;
    }

    /** Place in the ARPAbet of a phone that is neither silence nor noise. */
    static int index(int phone) {
        return (phone - SPOKEN_NOISE - 1) / 4;
    }

    private static int position(int i, int length) {
        if (length == 1) {
            return SINGLE;
        }
        return i == 0 ? BEGIN : i == length - 1 ? END : INSIDE;
    }

    /** Word position of a phone, or -1 for silence and noise. */
    static int position(int phone) {
        return phone < 11 ? -1 : (phone - 11) % 4;
    }
}
