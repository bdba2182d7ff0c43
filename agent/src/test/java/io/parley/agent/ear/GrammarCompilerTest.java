package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GrammarCompilerTest {
    private static final Map<String, List<String>> WORDS = Map.of(
            "two", List.of("T UW"),
            "to", List.of("T UW", "T AH"),
            "ten", List.of("T EH N"),
            "oh", List.of("OW"));
    private static final Function<String, List<String>> LEXICON = word -> WORDS.getOrDefault(word, List.of());
    private static final float HALF = (float) Math.log(0.5);

    private final ContextTree tree = Ears.model().tree();
    private final WordGraph graph = new WordGraph();
    private final int entry = graph.entry("all");
    private final int end = graph.node();

    @Test
    void aWordIsItsPhonesWithAnOptionalSilenceBeforeIt() {
        graph.word(entry, end, "ten", 0, null);
        graph.end(end, 0, true);

        Grammar grammar = compile();

        int[] phones = Phones.ids("T EH N");
        Grammar.Entry start = grammar.entry("all");
        assertThat(start.states()).hasSize(2);
        int silence = start.states()[0];
        int word = start.states()[1];
        assertThat(start.weights()).containsExactly(HALF, HALF);
        assertThat(grammar.word[silence]).isZero();
        assertThat(grammar.words.get(grammar.word[word])).isEqualTo("ten");
        assertThat(grammar.forward[word]).isEqualTo(tree.forwardPdf(tree.tuple(Phones.START, phones[0])));
        assertThat(grammar.self[word]).isEqualTo(tree.selfPdf(tree.tuple(Phones.START, phones[0])));
        int second = onlySuccessor(grammar, word);
        int third = onlySuccessor(grammar, second);
        assertThat(grammar.forward[second]).isEqualTo(tree.forwardPdf(tree.tuple(phones[0], phones[1])));
        assertThat(grammar.forward[third]).isEqualTo(tree.forwardPdf(tree.tuple(phones[1], phones[2])));
        assertThat(grammar.end[word]).isEqualTo(Grammar.NEVER);
        assertThat(grammar.end[second]).isEqualTo(Grammar.NEVER);
        assertThat(grammar.end[third]).isCloseTo(HALF, within(1e-6f));
    }

    @Test
    void afterTheLastWordASilenceMayFollowAndEndsToo() {
        graph.word(entry, end, "oh", 0, null);
        graph.end(end, -1, false);

        Grammar grammar = compile();

        int word = grammar.entry("all").states()[1];
        int silence = onlySuccessor(grammar, word);
        assertThat(grammar.forward[silence])
                .isEqualTo(tree.forwardPdf(tree.tuple(Phones.ids("OW")[0], Phones.SILENCE)));
        assertThat(grammar.end[word]).isCloseTo(HALF - 1, within(1e-6f));
        assertThat(grammar.end[silence]).isCloseTo(-1, within(1e-6f));
        assertThat(grammar.complete[word]).isFalse();
        assertThat(grammar.arcStart[silence]).isEqualTo(grammar.arcEnd[silence]);
    }

    @Test
    void everyPronunciationIsAWayOfItsOwn() {
        graph.word(entry, end, "to", -2, null);
        graph.end(end, 0, true);

        Grammar grammar = compile();

        assertThat(grammar.entry("all").states()).hasSize(3);
        assertThat(grammar.entry("all").weights()).containsExactly(HALF, HALF - 2, HALF - 2);
    }

    @Test
    void weightsOfStepsWithoutWordsAddUpAndTheBestWayCounts() {
        int near = graph.node();
        int far = graph.node();
        graph.skip(entry, far, -5);
        graph.skip(entry, near, -1);
        graph.skip(near, far, -1);
        graph.skip(far, near, 0);
        graph.word(far, end, "oh", -0.5f, null);
        graph.end(end, 0, true);

        Grammar grammar = compile();

        assertThat(grammar.entry("all").weights()[1]).isCloseTo(HALF - 2.5f, within(1e-6f));
    }

    @Test
    void wordsThatEndAlikeShareWhatFollows() {
        int middle = graph.node();
        graph.word(entry, middle, "two", 0, null);
        graph.word(entry, middle, "to", 0, null);
        graph.word(middle, end, "ten", 0, null);
        graph.end(end, 0, true);

        Grammar grammar = compile();

        int ofTwo = last(grammar, grammar.entry("all").states()[1]);
        int ofTo = last(grammar, grammar.entry("all").states()[2]);
        assertThat(ofTo).isNotEqualTo(ofTwo);
        assertThat(grammar.arcStart[ofTo]).isEqualTo(grammar.arcStart[ofTwo]);
        assertThat(grammar.arcEnd[ofTo]).isEqualTo(grammar.arcEnd[ofTwo]);
    }

    @Test
    void theFirstPhoneOfAWordDependsOnTheWordBefore() {
        int middle = graph.node();
        graph.word(entry, middle, "oh", 0, null);
        graph.word(entry, middle, "ten", 0, null);
        graph.word(middle, end, "ten", 0, null);
        graph.end(end, 0, true);

        Grammar grammar = compile();

        int afterOh = first(grammar, last(grammar, grammar.entry("all").states()[1]), "ten");
        int afterTen = first(grammar, last(grammar, grammar.entry("all").states()[2]), "ten");
        int t = Phones.ids("T EH N")[0];
        assertThat(grammar.forward[afterOh]).isEqualTo(tree.forwardPdf(tree.tuple(Phones.ids("OW")[0], t)));
        assertThat(grammar.forward[afterTen]).isEqualTo(tree.forwardPdf(tree.tuple(Phones.ids("T EH N")[2], t)));
    }

    @Test
    void aLoopCompilesToFewStates() {
        graph.word(entry, entry, "two", -1, null);
        graph.end(entry, 0, true);

        assertThat(compile().states()).isBetween(4, 10);
    }

    @Test
    void saysWhichWordNobodyCanPronounce() {
        graph.word(entry, end, "xyzzy", 0, null);

        assertThatThrownBy(this::compile)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no pronunciation of 'xyzzy'");
    }

    @Test
    void saysWhichEntriesThereAre() {
        graph.word(entry, end, "two", 0, null);

        assertThatThrownBy(() -> compile().entry("task:none"))
                .hasMessageContaining("no entry 'task:none'")
                .hasMessageContaining("[all]");
    }

    private Grammar compile() {
        return new GrammarCompiler(graph, tree, LEXICON).compile();
    }

    private static int onlySuccessor(Grammar grammar, int state) {
        assertThat(grammar.arcEnd[state] - grammar.arcStart[state]).isEqualTo(1);
        return grammar.arcTo[grammar.arcStart[state]];
    }

    /** Last state of a word, from its first. */
    private static int last(Grammar grammar, int state) {
        int at = state;
        while (grammar.arcEnd[at] - grammar.arcStart[at] == 1
                && grammar.word[grammar.arcTo[grammar.arcStart[at]]] == 0) {
            at = onlySuccessor(grammar, at);
        }
        return at;
    }

    private static int first(Grammar grammar, int state, String word) {
        for (int a = grammar.arcStart[state]; a < grammar.arcEnd[state]; a++) {
            if (grammar.words.get(grammar.word[grammar.arcTo[a]]).equals(word)) {
                return grammar.arcTo[a];
            }
        }
        throw new AssertionError(word + " does not follow");
    }
}
