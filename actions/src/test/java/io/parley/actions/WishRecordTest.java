package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

@Timeout(20)
class WishRecordTest {
    private static final ActionSpec POST = Specs.post("http://h/", Map.of());

    static final List<ActionResult> KEPT = List.of(
            new ActionResult.Ok(Map.of()),
            new ActionResult.Ok(Map.of("number", "42", "quote", "\"\\é")),
            new ActionResult.Ok(
                    Map.of(), Map.of("rows", List.of(Map.of("a", "1"), Map.of("a", "2")), "none", List.of())),
            new ActionResult.Refused(409, "sold \"out\""),
            new ActionResult.Failed(false, "the answer is not JSON"));

    @ParameterizedTest
    @FieldSource("KEPT")
    void survivesTheStore(ActionResult result) {
        WishRecord record = new WishRecord("digest", result);

        assertThat(WishRecord.parse(record.toJson())).isEqualTo(record);
    }

    @Test
    void aPendingWishHasNoResult() {
        WishRecord pending = new WishRecord("digest", null);

        assertThat(WishRecord.parse(pending.toJson())).isEqualTo(pending);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "{", "[]", "{\"outcome\":\"?\"}", "null", "7"})
    void aTextThatIsNotOursIsNoRecord(String json) {
        assertThat(WishRecord.parse(json)).isNull();
    }

    /** What a second run of the same wish hears; - where it acts again. */
    @ParameterizedTest(name = "{0} {1} acted {2}: {3}")
    @CsvSource({
        "WRITE, ok, true, same",
        "IRREVERSIBLE, ok, true, same",
        "WRITE, refused-there, true, same",
        "WRITE, refused-here, false, -",
        "WRITE, failed-for-good, true, same",
        "WRITE, failed-retryable, true, -",
        "IRREVERSIBLE, failed-retryable, false, -",
        "WRITE, late, true, -",
        "IRREVERSIBLE, late, true, unknown",
        "IRREVERSIBLE, late, false, -",
        "WRITE, cancelled, true, -",
        "IRREVERSIBLE, cancelled, true, unknown",
        "IRREVERSIBLE, cancelled, false, -",
    })
    void whatASecondRunHears(Risk risk, String outcome, boolean mayHaveActed, String expected) {
        ActionResult result = result(outcome);

        ActionResult kept = WishRecord.kept(risk == Risk.IRREVERSIBLE, result, mayHaveActed);

        assertThat(kept).isEqualTo(expected.equals("same") ? result : expected.equals("-") ? null : WishRecord.UNKNOWN);
    }

    @Test
    void theIdSaysNothingAndDiffersByCallActionAndKey() {
        WishId id = WishId.of(request("call-1", "key-1", Map.of("name", "Anna")));

        assertThat(id.id()).matches("[0-9a-f]{32}");
        assertThat(WishId.of(request("call-1", "key-1", Map.of("name", "Anna"))))
                .isEqualTo(id);
        assertThat(WishId.of(request("call-2", "key-1", Map.of())).id()).isNotEqualTo(id.id());
        assertThat(WishId.of(request("call-1", "key-2", Map.of())).id()).isNotEqualTo(id.id());
        assertThat(WishId.of(request("call-1k", "ey-1", Map.of())).id()).isNotEqualTo(id.id());
        WishId other = WishId.of(request("call-1", "key-1", Map.of("name", "Berta")));
        assertThat(other.id()).isEqualTo(id.id());
        assertThat(other.arguments()).isNotEqualTo(id.arguments());
    }

    @Test
    void finishedWishesAreCapped() {
        Wishes wishes = new Wishes();
        ActionResult ok = new ActionResult.Ok(Map.of());
        for (int i = 0; i <= Wishes.MAX_DONE; i++) {
            wishes.over(new WishId("id-" + i, "same"), ok);
        }

        assertThat(wishes.find(new WishId("id-0", "same"), () -> null)).isInstanceOf(Wishes.NoPlace.class);
        assertThat(wishes.find(new WishId("id-1", "same"), () -> null)).isEqualTo(new Wishes.Done(ok));
    }

    private static ActionRequest request(String call, String key, Map<String, String> arguments) {
        return new ActionRequest(call, key, POST, arguments, null);
    }

    private static ActionResult result(String outcome) {
        return Objects.requireNonNull(Map.<String, ActionResult>of(
                        "ok", new ActionResult.Ok(Map.of("n", "1")),
                        "refused-there", new ActionResult.Refused(404, "no"),
                        "refused-here", new ActionResult.Refused(0, "no"),
                        "failed-for-good", new ActionResult.Failed(false, "x"),
                        "failed-retryable", new ActionResult.Failed(true, "x"),
                        "late", new ActionResult.Late(),
                        "cancelled", new ActionResult.Cancelled())
                .get(outcome));
    }
}
