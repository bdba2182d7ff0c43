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
                "She read it     | ʃi ɹˈɛd ɪt.",
                "Did she read it | dˈɪd ʃi ɹˈid ɪt.",
                "I read it yesterday | ˌI ɹˈɛd ɪt jˈɛstəɹdˌA.",
                "now record the call | nˈW ɹəkˈɔɹd ðə kˈɔl.",
                "a full refund   | ə fˈʊl ɹˈifˌʌnd.",
                "just a minute   | ʤˈʌst ə mˈɪnət.",
                "a minute amount | ə mInˈut əmˈWnt.",
                "a live agent    | ə lˈIv ˈAʤᵊnt.",
                "we go live      | wi ɡˌO lˈIv.",
                "a close friend  | ə klˈOs fɹˈɛnd.",
                "close the door  | klˈOz ðə dˈɔɹ.",
                "a lead pipe     | ə lˈɛd pˈIp.",
                "wind it up      | wˈInd ɪt ˌʌp.",
                "a tear in it    | ə tˈɛɹ ɪn ɪt.",
                "my content      | mI kˈɑntɛnt.",
                "I am content    | ˌI əm kəntˈɛnt.",
                "object to it    | əbʤˈɛkt tʊ ɪt.",
                "an object       | ən ˈɑbʤəkt.",
                "present it      | pɹizˈɛnt ɪt.",
                "a present       | ə pɹˈɛzᵊnt.",
                "my address      | mI ˈædɹˌɛs.",
                "address it      | ədɹˈɛs ɪt.",
                "desert us       | dəzˈɜɹt ˌʌs.",
                "Polish food     | pˈOlɪʃ fˈud.",
                "Polish it       | pˈɑlɪʃ ɪt.",
                "in August       | ɪn ˈɔɡəst.",
                "Job 5           | ʤˈɑb fˈIv.",
                "an invalid code | ən ɪnvˈælɪd kˈOd.",
                "your resume     | jʊɹ ɹˈɛzəmˌA.",
                // letters
                "plan A is it    | plˈæn ˈA ɪz ɪt.",
                "B as in bravo   | bˈi æz ɪn bɹˈɑvO.",
                "A I             | ˈA ˈI.",
                "A I, please     | ˈA ˈI, plˈiz.",
                "I M 7           | ˈI ˈɛm sˈɛvən.",
                "M I 7           | ˈɛm ˈI sˈɛvən.",
                "I as in India   | ˈI æz ɪn ˈɪndiə.",
                "So do I.        | sˌO dˈu ˈI.",
                "with plan B I think so | wɪð plˈæn bˈi ˌI θˈɪŋk sˌO.",
                "two ATMs        | tˈu ˌAtˌiˈɛmz.",
            })
    void saysAWordAsItsNeighboursWantIt(String text, String phones) {
        assertThat(TextToPhones.english().clauses(text).get(0).phones()).isEqualTo(phones);
    }
}
