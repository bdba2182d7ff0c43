package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code say-as} and {@code phoneme} give a reading of its own. What is not of the form that the mark says is
 * read as any text.
 */
final class SayAs {
    /** Characters spelled before a rest, where no group in the text says otherwise. */
    private static final int GROUP = 3;

    private static final Pattern NUMBER = Pattern.compile("([+-]?)(\\d[\\d,]{0,20}|\\d{1,20})(?:\\.(\\d{1,20}))?");
    private static final Pattern PARTS = Pattern.compile("\\d+");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):?(\\d{2})?(?::\\d{2})?\\s?([AaPp])?\\.?[Mm]?\\.?");
    private static final Pattern SUM =
            Pattern.compile("([A-Z]{3})?\\s?(-?\\d[\\d,]{0,20}(?:\\.\\d{1,2})?)\\s?([A-Z]{3})?");
    private static final Map<String, String> CURRENCIES = Map.of("USD", "$", "EUR", "\u20AC", "GBP", "\u00A3");

    private final Front front;
    private final int at;

    private SayAs(Front front, int at) {
        this.front = front;
        this.at = at;
    }

    /** The items with readings of their own in place of the characters that stand for them. */
    static List<Item> expand(List<Item> items, Marked marked, Front front, Language language) {
        if (items.stream().noneMatch(SayAs::stands)) {
            return items;
        }
        List<Item> all = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Word word && stands(word)) {
                all.addAll(new SayAs(front, word.from())
                        .items(marked.reading(word.text().charAt(0)), language));
            } else {
                all.add(item);
            }
        }
        return all;
    }

    private static boolean stands(Item item) {
        return item instanceof Item.Word word
                && word.text().charAt(0) >= Marked.FIRST_READING
                && word.text().charAt(0) <= Marked.LAST_READING;
    }

    private List<Item> items(Mark mark, Language language) {
        if (mark instanceof Mark.Sound sound) {
            String phones = Ipa.phones(sound.ipa(), language);
            return phones == null
                    ? text(sound.content())
                    : List.of(new Item.Word(phones, Item.Kind.PHONES, at, at + 1));
        }
        if (!(mark instanceof Mark.Read read)) {
            return List.of();
        }
        String content = read.content().strip();
        return switch (read.as()) {
            case CARDINAL -> number(content);
            case ORDINAL -> PARTS.matcher(content).find() ? text(front.ordinal(digitsOf(content))) : text(content);
            case DIGITS -> digits(content);
            case CHARACTERS -> characters(content);
            case TELEPHONE -> telephone(content);
            case DATE -> text(date(content, read.format()));
            case TIME -> text(time(content, read.format()));
            case CURRENCY -> text(sum(content));
        };
    }

    /** As any text, at the place of the whole. */
    private List<Item> text(String text) {
        return placed(front.items(text));
    }

    private List<Item> placed(List<Item> items) {
        List<Item> placed = new ArrayList<>();
        for (Item item : items) {
            placed.add(item instanceof Item.Word word ? new Item.Word(word.text(), word.kind(), at, at + 1) : item);
        }
        return placed;
    }

    private Spoken spoken() {
        Spoken spoken = new Spoken("");
        spoken.range(at, at + 1);
        return spoken;
    }

    private static String digitsOf(String content) {
        return content.replaceAll("\\D", "");
    }

    private List<Item> number(String content) {
        Matcher number = NUMBER.matcher(content);
        if (!number.matches()) {
            return text(content);
        }
        Spoken out = spoken();
        if (!number.group(1).isEmpty()) {
            out.words(
                    number.group(1).equals("-")
                            ? front.words().minus()
                            : front.words().plus());
        }
        out.words(front.cardinal(number.group(2).replace(",", "")));
        if (number.group(3) != null) {
            out.words(front.words().point() + " " + front.digits(number.group(3)));
        }
        return out.items();
    }

    private List<Item> digits(String content) {
        return content.chars().anyMatch(Character::isLetter) ? characters(content) : groups(content, spoken());
    }

    /** Groups as they are written; one long group as people say it. */
    private List<Item> groups(String content, Spoken out) {
        List<String> written =
                PARTS.matcher(content).results().map(m -> m.group()).toList();
        List<String> groups = written.size() == 1 ? Numbers.groups(written.get(0)) : written;
        for (int i = 0; i < groups.size(); i++) {
            if (i > 0) {
                out.rest();
            }
            out.words(front.digits(groups.get(i)));
        }
        return groups.isEmpty() ? text(content) : out.items();
    }

    private List<Item> telephone(String content) {
        if (content.chars().anyMatch(Character::isLetter)) {
            return characters(content);
        }
        Spoken out = spoken();
        if (content.startsWith("+")) {
            out.words(front.words().plus());
        }
        String digits = digitsOf(content);
        boolean american = digits.length() == 10 && content.equals(digits);
        return groups(american ? digits.replaceFirst("(...)(...)", "$1 $2 ") : content, out);
    }

    /** Each letter by its name, each digit, each sign that has a name; a little rest where the text has a gap. */
    private List<Item> characters(String content) {
        Spoken out = spoken();
        int said = 0;
        for (char c : content.toCharArray()) {
            boolean gap = Character.isWhitespace(c);
            if (gap || said == GROUP && content.length() > GROUP + 2) {
                out.rest();
                said = 0;
            }
            if (Character.isDigit(c) && c < 128) {
                out.words(front.digits(String.valueOf(c)));
            } else if (Character.isLetter(c)) {
                LatinLetters.accented(String.valueOf(c)).chars().forEach(letter -> out.letter((char) letter));
            } else if (!front.sign(c).isEmpty()) {
                out.words(front.sign(c));
            }
            said += gap ? 0 : 1;
        }
        return out.items();
    }

    /** Formats of the W3C's note on say-as: of y, m and d those that are written, in their order. */
    private String date(String content, String format) {
        List<String> parts =
                PARTS.matcher(content).results().map(m -> m.group()).toList();
        boolean words = content.chars().anyMatch(Character::isLetter);
        boolean iso = parts.size() == 3 && parts.get(0).length() == 4;
        String order = format.isEmpty() ? iso ? "ymd" : front.monthFirst() ? "mdy" : "dmy" : format;
        if (words || parts.size() != order.length() || !order.matches("[ymd]{1,3}")) {
            return content;
        }
        int year = order.indexOf('y');
        int month = number(parts, order.indexOf('m'));
        int day = number(parts, order.indexOf('d'));
        if (month > 12 || day > 31 || order.contains("m") && month < 1 || order.contains("d") && day < 1) {
            return content;
        }
        String written = year < 0 ? "" : full(parts.get(year));
        if (month == 0) {
            return day == 0 ? front.year(written) : front.ordinal(String.valueOf(day));
        }
        return day == 0 ? (front.month(month) + " " + written).strip() : front.date(month, day, written);
    }

    private static int number(List<String> parts, int i) {
        return i < 0 ? 0 : parts.get(i).length() > 4 ? 99 : Integer.parseInt(parts.get(i));
    }

    private static String full(String year) {
        return year.length() == 2 ? (Integer.parseInt(year) < 50 ? "20" : "19") + year : year;
    }

    private String time(String content, String format) {
        Matcher time = TIME.matcher(content);
        if (!time.matches()) {
            return content;
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        String half = time.group(3);
        if (hour > 23 || minute > 59 || format.startsWith("hms12") && half == null && hour > 12) {
            return content;
        }
        if (half != null) {
            return front.time(hour, minute) + " " + half.toUpperCase(Locale.ROOT) + "M";
        }
        return front.time(hour, minute);
    }

    private static String sum(String content) {
        Matcher sum = SUM.matcher(content);
        if (!sum.matches()) {
            return content;
        }
        String code = sum.group(1) != null ? sum.group(1) : sum.group(3);
        String sign = code == null ? null : CURRENCIES.get(code);
        return sign == null ? content : sign + sum.group(2);
    }
}
