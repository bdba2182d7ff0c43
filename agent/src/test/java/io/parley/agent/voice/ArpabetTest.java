package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ArpabetTest {
    private static final Set<String> PHONES =
            Set.of(("AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY"
                            + " P R S SH T TH UH UW V W Y Z ZH")
                    .split(" "));

    @ParameterizedTest
    @CsvSource({
        "water, W AO T ER",
        "bird, B ER D",
        "bottle, B AA T AH L",
        "button, B AH T AH N",
        "roses, R OW Z IH Z",
        "partner, P AA R T N ER",
        "car, K AA R",
        "near, N IH R",
        "latte, L AA T EY",
        "choice, CH OY S",
        "FBI, EH F B IY AY",
        "47, F AO R T IY S EH V AH N",
    })
    void mapsThePhonesOfTheVoiceToThoseOfTheEar(String word, String phones) {
        assertThat(TextToPhones.english().arpabet(word)).containsExactly(phones.split(" "));
    }

    @Test
    void isEmptyForWhatCannotBeSaid() {
        assertThat(TextToPhones.english().arpabet("Привет")).isEmpty();
        assertThat(TextToPhones.english().arpabet("")).isEmpty();
    }

    /** Two lists made by different people agree on seven words of ten to the last phone; a wrong mapping shows at once. */
    @Test
    void agreesWithTheEarsLexicon() throws IOException {
        int same = 0;
        int all = 0;
        String last = "";
        Set<List<String>> readings = new HashSet<>();
        for (String line : earLines()) {
            String[] fields = line.split("\\s+");
            if (!fields[0].equals(last)) {
                String known = last.isEmpty() ? null : Lexicon.english().find(last);
                if (known != null) {
                    all++;
                    same += readings.contains(Arpabet.of(known)) ? 1 : 0;
                }
                last = fields[0];
                readings.clear();
            }
            readings.add(Arrays.asList(fields).subList(1, fields.length));
        }
        assertThat(all).isGreaterThan(2_000);
        assertThat((double) same / all).isGreaterThan(0.7);
    }

    @Test
    void knowsOnlyTheThirtyNinePhones() {
        for (String word : "measure judge choice thing this yacht wire pool four zebra boys huge".split(" ")) {
            assertThat(PHONES).containsAll(TextToPhones.english().arpabet(word));
        }
    }

    /** Every thirtieth block of a hundred lines. */
    private static List<String> earLines() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Outside.home().resolve("models/ear-en/lexicon.txt.gz"))),
                StandardCharsets.UTF_8))) {
            int[] line = {0};
            return in.lines().filter(l -> line[0]++ / 100 % 30 == 7).toList();
        }
    }
}
