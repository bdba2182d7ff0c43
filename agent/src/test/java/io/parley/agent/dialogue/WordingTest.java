package io.parley.agent.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.AgentFiles;
import io.parley.agent.voice.Markup;
import io.parley.config.ActionSpec;
import io.parley.config.AgentSpec;
import io.parley.config.Prompt;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void aSpanishAgentsSentencesAreSpanishAndWhatItsFileLacksIsEnglish(@TempDir Path folder) {
        AgentSpec spanish = AgentFiles.rewritten("teller", "language: en-US", "language: es", folder);
        Wording wording = new Wording(spanish);
        ActionSpec pay = spanish.actions().get("pay.send");
        ActionSpec block = spanish.actions().get("card.block");

        assertThat(wording.fill("Son 3.", Map.of())).isEqualTo(spanish("Son 3."));
        assertThat(wording.opening()).isEqualTo(spanish("How can I help?"));
        assertThat(wording.refused(pay, "no")).isEqualTo(spanish("The bank said no: no."));
        assertThat(wording.refused(block, "no")).isEqualTo(Prompt.REFUSED.text());
        assertThat(wording.failed(block)).isEqualTo(Prompt.FAILED.text());
        assertThat(wording.prompt(Prompt.GOODBYE)).isEqualTo(Prompt.GOODBYE.text());
    }

    @Test
    void aSpanishAgentAsksInSpanishForPatience(@TempDir Path folder) {
        AgentSpec spanish = AgentFiles.rewritten("kiosk", "language: en-US", "language: es", folder);
        ActionSpec place = spanish.actions().get("orders.place");

        assertThat(new Wording(spanish).waiting(place))
                .isEqualTo(spanish("One moment please, I am placing your order."));
    }

    private static String spanish(String text) {
        return "<lang xml:lang=\"es\">" + text + "</lang>";
    }
}
