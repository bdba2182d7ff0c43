package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PhoneLoopTest {
    private static final int FRAMES_PER_WORD = 9;
    private static final Map<String, List<String>> WORDS =
            Map.of("ten", List.of("T EH N"), "hen", List.of("HH EH N"), "zoos", List.of("Z UW Z"));

    private final EarModel model = Ears.model();

    @Test
    void explainsAnyWordsAndPaysForEachPhone() {
        PhoneLoop.State loop = model.loop().new State();
        loop.begin();
        feed(loop, said("ten zoos"));

        assertThat(loop.best()).isCloseTo((float) (-5 * Math.log(30)), within(1e-3f));
    }

    @Test
    void whatTheGrammarExpectsFitsAndAnythingElseDoesNot() {
        WordGraph graph = new WordGraph();
        int end = graph.node();
        graph.word(graph.entry("all"), end, "ten", 0, Tag.value("n", "10"));
        graph.end(end, 0, true);
        Grammar grammar = new GrammarCompiler(graph, model.tree(), w -> WORDS.getOrDefault(w, List.of())).compile();

        assertThat(misfit(grammar, "ten")).isLessThan(-0.5f);
        assertThat(misfit(grammar, "zoos")).isGreaterThan(1);
    }

    @Test
    void aCopyGoesOnByItselfAndBeginForgets() {
        PhoneLoop.State loop = model.loop().new State();
        PhoneLoop.State copy = model.loop().new State();
        loop.begin();
        feed(loop, said("ten"));
        float before = loop.best();
        copy.copyFrom(loop);
        feed(copy, said("hen"));

        assertThat(loop.best()).isEqualTo(before);
        assertThat(copy.best()).isLessThan(before);
        copy.begin();
        feed(copy, said("ten"));
        assertThat(copy.best()).isEqualTo(before);
    }

    private float misfit(Grammar grammar, String text) {
        Search search = new Search(grammar);
        search.begin(Map.of("all", 0f));
        Pronounced said = said(text);
        PhoneLoop.State loop = model.loop().new State();
        loop.begin();
        feed(loop, said);
        int millis = FRAMES_PER_WORD * EarModel.ROW_MILLIS;
        return new Heard(millis, 1, 1, true, 0, millis, 0, said.heardBy(search), loop.best()).misfit();
    }

    private Pronounced said(String text) {
        return new Pronounced(model.tree(), w -> WORDS.getOrDefault(w, List.of())).say(text);
    }

    private static void feed(PhoneLoop.State loop, Pronounced said) {
        said.frames().forEach(frame -> loop.step(frame, 0));
    }
}
