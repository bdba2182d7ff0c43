package io.parley.agent.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.TypedSearch;
import io.parley.config.AgentSpec;
import io.parley.testkit.Outside;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, days and times, said in many ways by seeded callers, come out as the value that was meant. */
@Timeout(60)
class SpokenValuesTest {
    private static final long SEED = 20_260_303;
    private static final int ROUNDS = 400;
    private static final AgentSpec FORMS =
            AgentSpec.load(Outside.home().resolve("agent/src/test/resources/agents/forms"));
    private static final TypedSearch SEARCH = new TypedSearch(AgentGrammar.graph(FORMS));
    private static final List<String> ORDINALS = List.of(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
                    .split(" "));

    private final Random random = new Random(SEED);

    @Test
    void digitsOfAKnownLength() {
        for (int i = 0; i < ROUNDS; i++) {
            String pin = randomDigits(4);
            assertMeans("pin", Numerals.digits(pin, random), pin);
        }
    }

    @Test
    void digitsOfAnyLength() {
        for (int i = 0; i < ROUNDS; i++) {
            String account = randomDigits(4 + random.nextInt(7));
            assertMeans("account", Numerals.digits(account, random), account);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "four oh, false",
        "four oh seven, false",
        "forty, false",
        "four oh seven one, true",
        "double four oh one, true"
    })
    void aNumberThatIsTooShortIsNotComplete(String words, boolean complete) {
        Meaning meaning = meaning("pin", words, LocalDate.EPOCH);

        assertThat(meaning).isNotNull();
        assertThat(meaning.complete()).isEqualTo(complete);
    }

    @Test
    void wholeAmounts() {
        for (int i = 0; i < ROUNDS; i++) {
            int n = 1 + random.nextInt(random.nextBoolean() ? 999 : 999_998);
            String unit = pick("", " dollars", " bucks");
            assertAmount(Numerals.cardinal(n, random) + unit, BigDecimal.valueOf(n));
        }
    }

    @Test
    void amountsWithCents() {
        for (int i = 0; i < ROUNDS; i++) {
            int dollars = 1 + random.nextInt(500);
            int cents = 1 + random.nextInt(99);
            String words = Numerals.cardinal(dollars, random)
                    + (dollars == 1 ? " dollar" : " dollars")
                    + pick(" ", " and ")
                    + Numerals.cardinal(cents, random)
                    + (cents == 1 ? " cent" : pick("", " cents"));
            assertAmount(words, BigDecimal.valueOf(100L * dollars + cents, 2));
        }
    }

    @Test
    void dollarsAndCentsWithoutTheWords() {
        for (int dollars = 1; dollars < 100; dollars++) {
            for (int cents = 10; cents < 100; cents++) {
                String words = Numerals.cardinal(dollars, random) + " " + Numerals.cardinal(cents, random);
                assertAmount(words, BigDecimal.valueOf(100L * dollars + cents, 2));
            }
        }
    }

    @Test
    void centsAlone() {
        for (int cents = 1; cents < 100; cents++) {
            assertAmount(Numerals.cardinal(cents, random) + " cents", BigDecimal.valueOf(cents, 2));
        }
    }

    @Test
    void decimals() {
        for (int i = 0; i < 100; i++) {
            int whole = random.nextInt(1_000);
            int tenth = random.nextInt(10);
            String words = Numerals.cardinal(whole, random) + " point " + Numerals.digits("" + tenth, random);
            assertAmount(words, new BigDecimal(whole + "." + tenth));
        }
    }

    @Test
    void anAmountOutsideItsRangeIsNotTaken() {
        assertMeans("nights", "three nights", "3");
        assertMeans("nights", "ninety nine", "99");
        assertMeans("nights", "a hundred and one", null);
    }

    @Test
    void daysOfAMonth() {
        for (int i = 0; i < ROUNDS; i++) {
            LocalDate today = randomDay();
            LocalDate wanted = today.plusDays(random.nextInt(365));
            String month = month(wanted);
            String ordinal = ordinal(wanted.getDayOfMonth());
            String words = pick(
                    month + " " + ordinal,
                    month + " the " + ordinal,
                    "the " + ordinal + " of " + month,
                    ordinal + " of " + month,
                    ordinal + " " + month,
                    month + " " + Numerals.cardinal(wanted.getDayOfMonth(), random));
            // The 29th of February exists in the year that comes next only sometimes.
            boolean leapDay = wanted.getMonthValue() == 2 && wanted.getDayOfMonth() == 29;
            if (!leapDay) {
                assertDay(words, today, wanted);
            }
        }
    }

    @Test
    void daysWithTheirYear() {
        for (int i = 0; i < ROUNDS; i++) {
            LocalDate wanted = LocalDate.of(1_901, 1, 1).plusDays(random.nextInt(128 * 365));
            String words = month(wanted) + " " + ordinal(wanted.getDayOfMonth()) + " " + year(wanted.getYear());
            assertDay(words, randomDay(), wanted);
        }
    }

    @Test
    void daysSeenFromToday() {
        for (int i = 0; i < ROUNDS; i++) {
            LocalDate today = randomDay();
            DayOfWeek weekday = DayOfWeek.of(1 + random.nextInt(7));
            String name = weekday.name().toLowerCase(Locale.ENGLISH);
            int n = 2 + random.nextInt(8);
            LocalDate coming = today.with(TemporalAdjusters.next(weekday));
            switch (random.nextInt(8)) {
                case 0 -> assertDay("today", today, today);
                case 1 -> assertDay("tomorrow", today, today.plusDays(1));
                case 2 -> assertDay(pick("the ", "") + "day after tomorrow", today, today.plusDays(2));
                case 3 -> assertDay(pick("", "on ", "this ") + name, today, coming);
                case 4 -> assertDay("last " + name, today, today.with(TemporalAdjusters.previous(weekday)));
                case 5 -> assertDay("in " + Numerals.cardinal(n, random) + " days", today, today.plusDays(n));
                case 6 -> assertDay("in " + Numerals.cardinal(n, random) + " weeks", today, today.plusWeeks(n));
                default -> assertDay("in a week", today, today.plusWeeks(1));
            }
        }
    }

    @Test
    void nextFridayIsNeverTheOneOfThisWeek() {
        for (int i = 0; i < ROUNDS; i++) {
            LocalDate today = randomDay();
            DayOfWeek weekday = DayOfWeek.of(1 + random.nextInt(7));
            LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            LocalDate wanted = monday.plusWeeks(1).with(TemporalAdjusters.nextOrSame(weekday));
            assertDay("next " + weekday.name().toLowerCase(Locale.ENGLISH), today, wanted);
        }
    }

    @Test
    void aDayAloneIsTheNextOneToCome() {
        for (int i = 0; i < ROUNDS; i++) {
            LocalDate today = randomDay();
            int day = 1 + random.nextInt(28);
            LocalDate wanted = today.getDayOfMonth() <= day
                    ? today.withDayOfMonth(day)
                    : today.plusMonths(1).withDayOfMonth(day);
            assertDay("the " + ordinal(day), today, wanted);
        }
    }

    @Test
    void theThirtyFirstIsTheNextThereIs() {
        assertDay("the thirty first", LocalDate.of(2026, 4, 2), LocalDate.of(2026, 5, 31));
        assertDay("the thirtieth", LocalDate.of(2026, 1, 31), LocalDate.of(2026, 3, 30));
    }

    @Test
    void aDayThatDoesNotExistIsNotTaken() {
        assertMeans("day", "february thirtieth", null);
        assertMeans("day", "june thirty first", null);
    }

    @Test
    void theLeapDayIsTheNextThereIs() {
        assertDay("february twenty ninth", LocalDate.of(2026, 3, 3), LocalDate.of(2028, 2, 29));
    }

    @Test
    void timesByTheClock() {
        for (int i = 0; i < ROUNDS; i++) {
            LocalTime wanted = LocalTime.of(random.nextInt(24), random.nextInt(60));
            int twelve = wanted.getHour() % 12 == 0 ? 12 : wanted.getHour() % 12;
            String minutes = wanted.getMinute() == 0
                    ? pick("", " o'clock")
                    : wanted.getMinute() < 10
                            ? " oh " + Numerals.cardinal(wanted.getMinute(), random)
                            : " " + Numerals.cardinal(wanted.getMinute(), random);
            String half = wanted.getHour() < 12
                    ? pick(" a m", " in the morning")
                    : pick(" p m", wanted.getHour() < 18 ? " in the afternoon" : " in the evening");
            assertMeans(
                    "hour", pick("", "at ") + Numerals.cardinal(twelve, random) + minutes + half, wanted.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "half past four, 16:30",
        "half past four a m, 04:30",
        "half past seven, 07:30",
        "quarter to five, 16:45",
        "a quarter to one in the morning, 00:45",
        "quarter after nine p m, 21:15",
        "ten to eight in the evening, 19:50",
        "twenty five past eleven, 11:25",
        "quarter to twelve p m, 11:45",
        "noon, 12:00",
        "midday, 12:00",
        "at midnight, 00:00",
        "twelve thirty p m, 12:30",
        "twelve thirty a m, 00:30",
    })
    void timesAsPeopleSayThem(String words, String wanted) {
        assertMeans("hour", words, wanted);
    }

    @Test
    void withoutMorningOrEveningAnOfficeHourIsMeant() {
        for (int hour = 1; hour <= 12; hour++) {
            int wanted = hour <= 6 ? hour + 12 : hour;
            assertMeans(
                    "hour",
                    Numerals.cardinal(hour, random),
                    LocalTime.of(wanted, 0).toString());
        }
    }

    private void assertDay(String words, LocalDate today, LocalDate wanted) {
        assertThat(value("day", words, today))
                .as("'%s' on %s, seed %d", words, today, SEED)
                .isEqualTo(wanted.toString());
    }

    private void assertAmount(String words, BigDecimal wanted) {
        String value = value("amount", words, LocalDate.EPOCH);
        assertThat(value).as("'%s', seed %d", words, SEED).isNotNull();
        assertThat(new BigDecimal(value)).as("'%s', seed %d", words, SEED).isEqualByComparingTo(wanted);
    }

    private void assertMeans(String slot, String words, @Nullable String wanted) {
        assertThat(value(slot, words, LocalDate.of(2026, 3, 3)))
                .as("'%s', seed %d", words, SEED)
                .isEqualTo(wanted);
    }

    private static @Nullable String value(String slot, String words, LocalDate today) {
        Meaning meaning = meaning(slot, words, today);
        return meaning == null ? null : meaning.slots().get(slot);
    }

    private static @Nullable Meaning meaning(String slot, String words, LocalDate today) {
        Result result = SEARCH.hear(Map.of(AgentGrammar.slotEntry(slot), 0f), words);
        return Meaning.of(result, FORMS.slots(), today, Known.NOTHING);
    }

    private LocalDate randomDay() {
        return LocalDate.of(2024, 1, 1)
                .plusDays(random.nextLong(ChronoUnit.YEARS.getDuration().toDays() * 5));
    }

    private String randomDigits(int length) {
        List<String> digits = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            boolean again = i > 0 && random.nextInt(4) == 0;
            digits.add(again ? digits.get(i - 1) : Integer.toString(random.nextInt(10)));
        }
        return String.join("", digits);
    }

    private static String month(LocalDate day) {
        return day.getMonth().name().toLowerCase(Locale.ENGLISH);
    }

    private static String ordinal(int n) {
        if (n <= 14) {
            return ORDINALS.get(n - 1);
        }
        return switch (n) {
            case 20 -> "twentieth";
            case 30 -> "thirtieth";
            default ->
                n < 20
                        ? Numerals.cardinal(n, new Random(0)) + "th"
                        : (n < 30 ? "twenty " : "thirty ") + ORDINALS.get(n % 10 - 1);
        };
    }

    private String year(int year) {
        int rest = year % 100;
        if (year < 2_000) {
            return "nineteen " + (rest < 10 ? "oh " : "") + Numerals.cardinal(rest, random);
        }
        if (rest == 0) {
            return "two thousand";
        }
        return rest < 10 || random.nextBoolean()
                ? "two thousand" + pick(" ", " and ") + Numerals.cardinal(rest, random)
                : "twenty " + Numerals.cardinal(rest, random);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
