package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ConnectedSpeechTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the, a, an, to before a consonant, a vowel, a pause
                "the small one   | ðə smˈɔl wˈʌn.",
                "the order       | ði ˈɔɹdəɹ.",
                "the hour        | ði ˈWəɹ.",
                "an hour, a day  | ən ˈWəɹ, ə dˈA.",
                "to go to        | tə ɡˌO tu.",
                "to order        | tʊ ˈɔɹdəɹ.",
                "come in         | kˈʌm ˈɪn.",
                "in here         | ɪn hˈɪɹ.",
                // strong before a pause
                "yes, you can    | jˈɛs, ju kˈæn.",
                "you can go      | ju kæn ɡˌO.",
                "here I am       | hˈɪɹ ˌI æm.",
                "I am here       | ˌI əm hˈɪɹ.",
                // readings that follow from the word before or after
                "I read it       | ˌI ɹˈid ɪt.",
                "I have read it  | ˌI hæv ɹˈɛd ɪt.",
                "to record it    | tə ɹəkˈɔɹd ɪt.",
                "a record        | ə ɹˈɛkəɹd.",
                "use it          | jˈuz ɪt.",
                "the use         | ðə jˈus.",
                "I used to live  | ˌI jˈust tə lˈɪv.",
                "I used it       | ˌI jˈuzd ɪt.",
                // letters
                "plan A is it    | plˈæn ˈA ɪz ɪt.",
                "B as in bravo   | bˈi æz ɪn bɹˈɑvO.",
                "two ATMs        | tˈu ˌAtˌiˈɛmz.",
            })
    void saysAWordAsItsNeighboursWantIt(String text, String phones) {
        assertThat(TextToPhones.english().clauses(text).get(0).phones()).isEqualTo(phones);
    }
}
