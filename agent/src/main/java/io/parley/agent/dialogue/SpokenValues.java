package io.parley.agent.dialogue;

import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.TimeZone;
import io.parley.agent.grammar.Phonetic;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as they are said in a country, by ICU's data; the voice reads what comes out. Immutable. */
final class SpokenValues {
    /** A sum that names its currency (ISO 4217): {@code EUR 12.50} or {@code 12.50 EUR}. */
    private static final Pattern SUM = Pattern.compile("(?:([A-Z]{3}) )?(-?[0-9]+(?:\\.[0-9]+)?)(?: ([A-Z]{3}))?");
    /** Signs that the voice reads; any other currency is named in words. */
    private static final Set<String> SIGNS = Set.of("$", "\u00A3", "\u20AC");

    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?");
    private static final Pattern LETTER = Pattern.compile("[A-Z]");

    private final Locale locale;

    SpokenValues(Locale locale) {
        this.locale = locale;
    }

    /** One by one, in groups of three or four with a little pause, so that the caller can write along. */
    static String digits(String value) {
        int group = value.length() % 3 == 0 || value.length() > 8 ? 3 : 4;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            out.append(i == 0 ? "" : i % group == 0 ? ", " : " ").append(value.charAt(i));
        }
        return out.toString();
    }

    /** Sign by sign. */
    static String spell(String value) {
        return String.join(", ", value.replaceAll("[^\\p{Alnum}]", "").split(""))
                .toUpperCase(Locale.ENGLISH);
    }

    /** Sign by sign, letters as the ICAO's alphabet has them: nobody takes "B as in Bravo" for a D. */
    static String phonetic(String value) {
        return LETTER.matcher(spell(value))
                .replaceAll(letter -> Phonetic.of(letter.group().charAt(0)));
    }

    /** A sum in the country's currency, or in the one that the value names. What is no sum is said as it is. */
    String money(String value) {
        Matcher sum = SUM.matcher(value);
        if (!sum.matches() || sum.group(1) != null && sum.group(3) != null) {
            return value;
        }
        String code = sum.group(1) != null ? sum.group(1) : sum.group(3);
        Currency currency = code == null ? Currency.getInstance(locale) : Currency.getInstance(code);
        BigDecimal amount = new BigDecimal(sum.group(2));
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        boolean sign = SIGNS.contains(currency.getSymbol(locale));
        return NumberFormatter.withLocale(locale)
                .unit(currency)
                .unitWidth(sign ? UnitWidth.SHORT : UnitWidth.FULL_NAME)
                .precision(whole ? Precision.integer() : Precision.fixedFraction(currency.getDefaultFractionDigits()))
                .format(amount)
                .toString();
    }

    /** "Friday, March 6"; what is no day is said as it is. */
    String date(String iso) {
        return day(iso, "EEEEMMMMd");
    }

    /** With its year and without the weekday: a date of birth. */
    String dateOfYear(String iso) {
        return day(iso, "yMMMMd");
    }

    private String day(String iso, String skeleton) {
        try {
            LocalDate date = LocalDate.parse(iso);
            if (date.getYear() < 0 || date.getYear() > 9_999) {
                return iso;
            }
            DateFormat format = DateFormat.getInstanceForSkeleton(skeleton, locale);
            format.setTimeZone(TimeZone.GMT_ZONE);
            return format.format(Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()));
        } catch (DateTimeException e) {
            return iso;
        }
    }

    /** "3 PM", "3:20 PM": English speakers say hours in twelves, also where they write them in twenty-fours. */
    static String time(String iso) {
        if (!TIME.matcher(iso).matches()) {
            return iso;
        }
        int hour = Integer.parseInt(iso.substring(0, 2));
        String minutes = iso.substring(2, 5);
        return (hour % 12 == 0 ? 12 : hour % 12) + (minutes.equals(":00") ? "" : minutes) + (hour < 12 ? " AM" : " PM");
    }

    /** "a, b and c". */
    String and(Collection<String> parts) {
        return ListFormatter.getInstance(locale).format(parts);
    }

    /** "a, b or c". */
    String or(Collection<String> parts) {
        return ListFormatter.getInstance(locale, ListFormatter.Type.OR, ListFormatter.Width.WIDE)
                .format(parts);
    }
}
