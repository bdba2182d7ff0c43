package io.parley.agent.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.voice.Markup;
import io.parley.config.AgentSpec;
import io.parley.config.Prompt;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers say goes into sentences as they said it. */
class WordingTest {
    private final AgentSpec bank = DialogueTest.agent("teller");
    private final Wording wording = new Wording(bank);

    @ParameterizedTest
    @ValueSource(strings = {"<break time=\"9s\"/>", "</prosody><whisper>", "AT&T", "1 < 2", "&lt;s&gt;"})
    void aValueIsNeverMarkup(String value) {
        String text =
                wording.fill("Hello {stranger}, <break time=\"1s\"/>{stranger|spell}.", Map.of("stranger", value));
        assertThat(Markup.plain(text)).startsWith("Hello " + value + ", ");
        assertThat(Markup.flaws(text)).isEmpty();
    }

    @Test
    void aRefusalsReasonIsNeverMarkup() {
        assertThat(wording.fill("No: {reason}.", Map.of("reason", "<sing notes=\"C4\">")))
                .isEqualTo("No: &lt;sing notes=\"C4\">.");
    }

    @Test
    void whatIsAskedAgainKeepsTheMarksAroundIt() {
        assertThat(Wording.lastSentence("<prosody rate=\"slow\">Hello there. What is it?</prosody>"))
                .isEqualTo("<prosody rate=\"slow\">What is it?</prosody>");
    }

    @Test
    void aSpanishAgentsSentencesAreSpanishAndWhatItsFileLacksIsEnglish() {
        AgentSpec spanish = in(Locale.forLanguageTag("es"));
        assertThat(new Wording(spanish).fill("Son 3.", Map.of())).isEqualTo("<lang xml:lang=\"es\">Son 3.</lang>");
        assertThat(new Wording(spanish).prompt(Prompt.GOODBYE)).isEqualTo(Prompt.GOODBYE.text());
    }

    private AgentSpec in(Locale language) {
        return new AgentSpec(
                bank.id(),
                bank.folder(),
                bank.numbers(),
                language,
                bank.voice(),
                bank.greeting(),
                bank.disclosure(),
                bank.slots(),
                bank.tasks(),
                bank.actions(),
                bank.transfers(),
                Map.of(),
                bank.recording(),
                bank.engine(),
                bank.paraphrases(),
                bank.pronounce());
    }
}
