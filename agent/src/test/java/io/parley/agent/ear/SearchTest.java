package io.parley.agent.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parley.agent.ear.Search.Hypothesis;
import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.Search.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Search over small graphs, for somebody who pronounces clearly, or mumbles. */
@Timeout(60)
class SearchTest {
    private static final Map<String, List<String>> WORDS = Map.of(
            "two", List.of("T UW"),
            "to", List.of("T UW"),
            "ten", List.of("T EH N"),
            "hen", List.of("HH EH N"),
            "pen", List.of("P EH N"),
            "a", List.of("AH"));
    private static final Map<String, Float> ALL = Map.of("all", 0f);

    private final WordGraph graph = new WordGraph();
    private final int entry = graph.entry("all");
    private final int end = graph.node();

    @Test
    void findsTheWordsThatWereSaidAndWhenTheyBegan() {
        int middle = graph.node();
        for (String word : List.of("two", "ten", "a")) {
            graph.word(entry, middle, word, 0, Tag.value("first", word));
            graph.word(middle, end, word, 0, Tag.value("second", word));
        }
        graph.end(end, 0, true);

        Result result =
                said().silence(4).say("ten").silence(5).say("two").silence(3).heardBy(begun());

        Hypothesis best = best(result);
        assertThat(best.text()).isEqualTo("ten two");
        assertThat(best.tags()).containsExactly(Tag.value("first", "ten"), Tag.value("second", "two"));
        assertThat(best.words()).extracting(Word::frame).containsExactly(4, 4 + 9 + 5);
        assertThat(best.posterior()).isGreaterThan(0.99f);
        assertThat(result.frames()).isEqualTo(4 + 9 + 5 + 6 + 3);
        assertThat(result.score()).isEqualTo(result.open());
    }

    @Test
    void wordingsOfTheSameMeaningAddUp() {
        graph.word(entry, end, "ten", 0, Tag.value("it", "x"));
        graph.word(entry, end, "hen", 0, Tag.value("it", "x"));
        graph.word(entry, end, "pen", 0, Tag.value("it", "y"));
        graph.end(end, 0, true);

        Result result = said().mumble(9).heardBy(begun());

        assertThat(result.hypotheses()).hasSize(2);
        assertThat(best(result).tags()).containsExactly(Tag.value("it", "x"));
        assertThat(best(result).posterior()).isCloseTo(2f / 3, within(0.01f));
    }

    @Test
    void wordsThatSoundAlikeShareTheProbabilityByTheirWeights() {
        graph.word(entry, end, "two", (float) Math.log(0.75), Tag.value("it", "two"));
        graph.word(entry, end, "to", (float) Math.log(0.25), Tag.value("it", "to"));
        graph.end(end, 0, true);

        Result result = said().say("two").heardBy(begun());

        assertThat(result.hypotheses()).hasSize(2);
        assertThat(best(result).text()).isEqualTo("two");
        assertThat(best(result).posterior()).isCloseTo(0.75f, within(0.001f));
        assertThat(result.hypotheses().get(1).posterior()).isCloseTo(0.25f, within(0.001f));
    }

    @Test
    void thePriorsOfTheEntriesDecideBetweenWhatSoundsAlike() {
        int other = graph.entry("other");
        graph.word(entry, end, "two", 0, Tag.value("it", "two"));
        graph.word(other, end, "to", 0, Tag.value("it", "to"));
        graph.end(end, 0, true);
        Search search = new Search(compile());

        search.begin(Map.of("all", -2f, "other", 0f));
        assertThat(best(said().say("two").heardBy(search)).text()).isEqualTo("to");
        search.begin(Map.of("all", 0f, "other", -2f));
        assertThat(best(said().say("two").heardBy(search)).text()).isEqualTo("two");
        search.begin(Map.of("other", 0f));
        assertThat(said().say("two").heardBy(search).hypotheses()).hasSize(1);
    }

    @Test
    void pathsOutsideTheBeamDie() {
        graph.word(entry, end, "ten", 0, Tag.value("it", "ten"));
        graph.word(entry, end, "two", 0, Tag.value("it", "two"));
        graph.word(entry, end, "a", 0, Tag.value("it", "a"));
        graph.end(end, 0, true);
        Search search = begun();

        Pronounced said = said().mumble(1);
        said.heardBy(search);
        int atFirst = search.liveStates();
        Result result = said.say("ten").silence(4).heardBy(search);

        assertThat(atFirst).isEqualTo(4);
        assertThat(search.liveStates()).isLessThan(atFirst);
        assertThat(result.hypotheses()).hasSize(1);
        assertThat(search.partial()).extracting(Word::text).containsExactly("ten");
    }

    @Test
    void neverKeepsMoreStatesAliveThanItsCap() {
        for (int i = 0; i < Search.MAX_LIVE + 1_000; i++) {
            graph.word(entry, end, "two", 0, null);
        }
        graph.end(end, 0, true);
        Search search = begun();

        said().mumble(3).heardBy(search);

        assertThat(search.liveStates()).isEqualTo(Search.MAX_LIVE);
    }

    @Test
    void aCopyGoesOnByItself() {
        digits();
        Search original = begun();
        Search copy = new Search(original.grammar());
        Pronounced first = said().say("two");
        first.heardBy(original);
        copy.copyFrom(original);

        Result ahead = first.say("ten").heardBy(copy);

        assertThat(best(ahead).text()).isEqualTo("two ten");
        assertThat(original.frames()).isEqualTo(6);
        assertThat(best(original.result()).text()).isEqualTo("two");
        Result live = said().say("two").say("two").silence(2).heardBy(original);
        assertThat(best(live).text()).isEqualTo("two two");
        assertThat(best(copy.result()).text()).isEqualTo("two ten");
    }

    @Test
    void aCopyHearsExactlyWhatTheOriginalWouldHear() {
        digits();
        Search original = begun();
        Search copy = new Search(original.grammar());
        said().say("two").heardBy(original);
        // What the copy held before must leave no trace.
        copy.begin(ALL);
        said().say("ten ten ten").heardBy(copy);
        copy.copyFrom(original);

        Pronounced rest = said().say("two").say("ten").silence(3);
        assertThat(rest.heardBy(copy)).isEqualTo(rest.heardBy(original));
    }

    @Test
    void aCopyMayHaveHeardByAnotherGrammarBefore() {
        digits();
        Search copy = begun();
        said().say("two").heardBy(copy);
        Search original = begun();
        said().say("two").heardBy(original);
        copy.copyFrom(original);

        Pronounced rest = said().say("ten").silence(3);
        assertThat(copy.grammar()).isSameAs(original.grammar());
        assertThat(rest.heardBy(copy)).isEqualTo(rest.heardBy(original));
    }

    @Test
    void tellsWhatWasSaidSoFarAtAnyFrame() {
        int middle = graph.node();
        graph.word(entry, middle, "two", 0, null);
        graph.word(middle, end, "ten", 0, Tag.task("go"));
        graph.end(end, 0, true);
        Search search = begun();

        assertThat(search.partial()).isEmpty();
        said().say("two").heardBy(search);
        assertThat(search.partial()).extracting(Word::text).containsExactly("two");
        assertThat(search.result().hypotheses()).isEmpty();
        assertThat(search.result().best()).isNull();
        assertThat(search.result().open()).isGreaterThan(-20);
        said().say("two").say("ten").heardBy(search);
        assertThat(search.partial()).extracting(Word::text).containsExactly("two", "ten");
    }

    @Test
    void inTheMiddleOfAPhraseTheOpenPathIsFarAheadOfAnyThatMayEnd() {
        int middle = graph.node();
        graph.word(entry, end, "two", 0, Tag.value("it", "two"));
        graph.word(entry, middle, "ten", 0, null);
        graph.word(middle, end, "ten", 0, Tag.value("it", "ten"));
        graph.end(end, 0, true);

        Result middleOf = said().say("ten").silence(2).heardBy(begun());
        Result after = said().say("ten").say("ten").silence(2).heardBy(begun());

        assertThat(middleOf.open() - middleOf.score()).isGreaterThan(4);
        assertThat(after.open() - after.score()).isLessThan(1);
    }

    @Test
    void tellsWhetherAnythingIsMissing() {
        int middle = graph.node();
        graph.word(entry, middle, "two", 0, Tag.part("n", "2"));
        graph.end(middle, -1, false);
        graph.word(middle, end, "ten", 0, Tag.part("n", "10"));
        graph.end(end, 0, true);

        assertThat(best(said().say("two").silence(3).heardBy(begun())).complete())
                .isFalse();
        assertThat(best(said().say("two ten").silence(3).heardBy(begun())).complete())
                .isTrue();
    }

    @Test
    void beginForgetsEverything() {
        digits();
        Search search = begun();
        Result first = said().say("two").say("ten").heardBy(search);
        search.begin(ALL);
        said().say("two").heardBy(search);
        search.begin(ALL);

        assertThat(search.frames()).isZero();
        assertThat(search.partial()).isEmpty();
        assertThat(said().say("two").say("ten").heardBy(search)).isEqualTo(first);
    }

    @Test
    void searchesOfALaneShareTheirRoom() {
        digits();
        Grammar small = compile();
        for (int i = 0; i < 300; i++) {
            graph.word(entry, end, "hen", -3, null);
        }
        Grammar large = compile();
        Search.Scratch scratch = new Search.Scratch();
        Search one = new Search(small);
        Search other = new Search(large);
        one.begin(ALL);
        other.begin(ALL);
        List<float[]> frames = said().say("two").say("ten").silence(2).frames();
        for (float[] frame : frames) {
            one.step(frame, 0, scratch);
            other.step(frame, 0, scratch);
        }

        assertThat(best(one.result()).text()).isEqualTo("two ten");
        assertThat(one.result())
                .isEqualTo(said().say("two").say("ten").silence(2).heardBy(begunOver(small)));
        assertThat(best(other.result()).text()).isEqualTo("two ten");
    }

    @Test
    void whatIsNoNumberMeansNothing() {
        digits();
        Search search = begun();
        Search.Scratch scratch = new Search.Scratch();
        for (float[] frame : said().say("two").frames()) {
            search.step(frame, 0, scratch);
        }
        float[] broken = new float[EarModel.PDFS];
        Arrays.fill(broken, Float.NaN);
        search.step(broken, 0, scratch);

        assertThat(search.result().hypotheses()).isEmpty();
    }

    @Test
    void withoutAnyEntryNothingIsHeard() {
        digits();
        Search search = new Search(compile());
        search.begin(Map.of());

        Result result = said().say("two").heardBy(search);

        assertThat(result.hypotheses()).isEmpty();
        assertThat(search.partial()).isEmpty();
    }

    /** Two and ten, any number of times. */
    private void digits() {
        graph.word(entry, entry, "two", -1, Tag.part("n", "2"));
        graph.word(entry, entry, "ten", -1, Tag.part("n", "10"));
        graph.end(entry, 0, true);
    }

    private Grammar compile() {
        return new GrammarCompiler(graph, Ears.model().tree(), SearchTest::pronunciations).compile();
    }

    private static List<String> pronunciations(String word) {
        return WORDS.getOrDefault(word, List.of());
    }

    private Search begun() {
        return begunOver(compile());
    }

    private static Search begunOver(Grammar grammar) {
        Search search = new Search(grammar);
        search.begin(ALL);
        return search;
    }

    private static Pronounced said() {
        return new Pronounced(Ears.model().tree(), SearchTest::pronunciations);
    }

    private static Hypothesis best(Result result) {
        assertThat(result.hypotheses()).isNotEmpty();
        return result.hypotheses().get(0);
    }
}
