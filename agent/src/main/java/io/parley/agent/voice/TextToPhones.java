package io.parley.agent.voice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text to what the voice says: clauses of phones, each phone with its word. Numbers, money, dates, times, codes,
 * abbreviations and addresses are read as an American, a British or a Spanish agent reads them. Immutable, safe on any
 * thread; a sentence takes some hundred microseconds once the classes are warm.
 */
public final class TextToPhones {
    private static final Logger LOG = LoggerFactory.getLogger(TextToPhones.class);

    /** Longer texts are cut after the last sentence that ends before this many characters, else between words. */
    public static final int MAX_CHARS = 2_000;

    private final Language language;
    private final Numbers numbers;
    private final Pronouncer pronouncer;
    private final Verbalizer verbalizer;
    private final ConnectedSpeech speech;
    private final UnknownWords unknown;
    private final Map<String, String> pronounce;
    private final Front own;
    /** Of the other languages, for {@code <lang>}; each is made when it is first asked for. */
    private final Map<Language, Front> others = new ConcurrentHashMap<>();

    private TextToPhones(
            Language language,
            Numbers numbers,
            Pronouncer pronouncer,
            UnknownWords unknown,
            Map<String, String> pronounce) {
        this.language = language;
        this.numbers = numbers;
        this.pronouncer = pronouncer;
        this.unknown = unknown;
        this.pronounce = Map.copyOf(pronounce);
        this.verbalizer = new Verbalizer(pronouncer, numbers);
        this.speech = new ConnectedSpeech(pronouncer);
        this.own = language == Language.ES
                ? new SpanishFront(pronounce)
                : new EnglishFront(verbalizer, speech, numbers, language == Language.EN_US);
    }

    /**
     * The reader of a language, shared by all; words no list knows are read by rules ({@link LetterPack} does better).
     * The first call for one reads its rules, about a fifth of a second.
     */
    public static TextToPhones of(Language language) {
        return switch (language) {
            case EN_US -> english();
            case EN_GB -> British.ENGLISH;
            case ES -> Spanish.CASTILIAN;
        };
    }

    /**
     * The same reader that asks a deployer's own pronunciations first, also in another language's {@code <lang>}; each
     * language reads their plain letters in its own way.
     *
     * @param pronounce a word or several, in any capitals, to plain letters ({@code Siobhan: shivawn},
     *     {@code shi-VAWN}) or IPA between slashes
     */
    public TextToPhones with(Map<String, String> pronounce) {
        return pronounce.isEmpty()
                ? this
                : new TextToPhones(language, numbers, pronouncer.with(pronounce), unknown, pronounce);
    }

    /** American English. The first call in a process reads the lexicon and ICU's rules, about a fifth of a second. */
    public static TextToPhones english() {
        return Holder.ENGLISH;
    }

    private static final class Holder {
        static final TextToPhones ENGLISH = of(Language.EN_US, LetterRules.english());
    }

    private static final class British {
        static final TextToPhones ENGLISH = of(Language.EN_GB, LetterRules.english());
    }

    /**
     * A reader of its own for a language.
     *
     * @param unknown how words no list knows are said in America
     */
    static TextToPhones of(Language language, UnknownWords unknown) {
        return switch (language) {
            case EN_US, ES ->
                new TextToPhones(
                        language, Numbers.english(), new Pronouncer(Lexicon.english(), unknown), unknown, Map.of());
            case EN_GB ->
                new TextToPhones(
                        language,
                        Numbers.british(),
                        Pronouncer.british(Lexicon.english(), Lexicon.british(), unknown),
                        unknown,
                        Map.of());
        };
    }

    private static final class Spanish {
        static final TextToPhones CASTILIAN = of(Language.ES, LetterRules.english());
    }

    private Front front(Language of) {
        return of == language
                ? own
                : others.computeIfAbsent(of, other -> of(other, unknown).with(pronounce).own);
    }

    /**
     * The clauses of a text, in order; none where nothing in it can be said, such as a text in another script.
     *
     * @param text any text, with markup or without; of what it says only the first {@link #MAX_CHARS} characters are read
     */
    public List<Clause> clauses(String text) {
        return clauses(Marked.of(text));
    }

    List<Clause> clauses(Marked marked) {
        String text = capped(marked.text());
        List<Clause> clauses = new ArrayList<>();
        List<Reading> readings = readings(marked, text);
        int lost = 0;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            lost += reading.lost;
            if (readings.stream().skip(i + 1L).allMatch(later -> later.items.isEmpty())) {
                end(reading.items);
            }
            ClauseSplitter.split(reading.items).forEach(clause -> add(clause, reading.language, clauses));
        }
        logUnread(text, lost, clauses.isEmpty());
        return Marking.apply(marked, clauses);
    }

    /** What is left out is in the log, without its words: they may be a caller's. */
    private static void logUnread(String text, int lost, boolean silent) {
        if (lost > 0 || silent && !text.isBlank()) {
            LOG.warn(
                    "{} of a text's {} characters cannot be read (another script, emoji) and are left out{}",
                    lost,
                    text.length(),
                    silent ? "; nothing of it can be said" : "");
        }
    }

    /** How many characters of a text {@link #clauses} leaves out because they cannot be read. */
    public int unread(String text) {
        Marked marked = Marked.of(text);
        return readings(marked, capped(marked.text())).stream()
                .mapToInt(Reading::lost)
                .sum();
    }

    /** What is read in one language, nothing where there is no word in it, and how many characters could not be. */
    private record Reading(Language language, List<Item> items, int lost) {}

    private List<Reading> readings(Marked marked, String text) {
        List<Reading> readings = new ArrayList<>();
        for (Marked.Run run : marked.runs(language, text.length())) {
            Front front = front(run.language());
            Spoken spoken = front.read(text.substring(run.from(), run.to()));
            List<Item> said = SayAs.expand(shifted(spoken.items(), run.from()), marked, front, run.language());
            boolean silent = said.stream().noneMatch(Item.Word.class::isInstance);
            readings.add(new Reading(run.language(), silent ? List.of() : new ArrayList<>(said), spoken.lost()));
        }
        return readings;
    }

    private static List<Item> shifted(List<Item> items, int by) {
        if (by > 0) {
            items.replaceAll(item -> item instanceof Item.Word word
                    ? new Item.Word(word.text(), word.kind(), word.from() + by, word.to() + by)
                    : item);
        }
        return items;
    }

    /** Few letters can have many phones: a word without vowels is spelled. */
    private void add(List<Item> items, Language in, List<Clause> clauses) {
        Clause assembled = assemble(items, in);
        List<List<Item>> halves =
                assembled.phones().length() > Planner.MOST_PHONES ? ClauseSplitter.halves(items) : List.of();
        if (!halves.isEmpty()) {
            halves.forEach(half -> add(half, in, clauses));
        } else if (!assembled.words().isEmpty()) {
            clauses.add(assembled);
        }
    }

    /** A text that is over is over, also where its last sentence lacks a period or trails off. */
    private static void end(List<Item> items) {
        int last = items.size() - 1;
        if (last >= 0 && items.get(last) instanceof Item.Mark mark) {
            items.set(last, mark.sign() == ',' || mark.sign() == ':' ? new Item.Mark('.', true) : mark);
        } else if (last >= 0) {
            items.add(new Item.Mark('.', true));
        }
    }

    private Clause assemble(List<Item> items, Language in) {
        String[] parts = front(in).phones(items);
        StringBuilder phones = new StringBuilder();
        List<Integer> units = new ArrayList<>();
        List<Clause.Word> words = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() || items.get(i) instanceof Item.Mark && words.isEmpty()) {
                continue;
            }
            if (items.get(i) instanceof Item.Word word) {
                if (!words.isEmpty()) {
                    phones.append(' ');
                    units.add(words.size() - 1);
                }
                words.add(new Clause.Word(word.text(), word.from(), word.to()));
            }
            phones.append(parts[i]);
            while (units.size() < phones.length()) {
                units.add(words.size() - 1);
            }
        }
        return new Clause(
                in,
                phones.toString(),
                units.stream().mapToInt(Integer::intValue).toArray(),
                List.copyOf(words));
    }

    static String capped(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        for (int i = MAX_CHARS - 1; i > 0; i--) {
            if (".?!".indexOf(text.charAt(i)) >= 0 && Character.isWhitespace(text.charAt(i + 1))) {
                return text.substring(0, i + 1);
            }
        }
        int blank = text.lastIndexOf(' ', MAX_CHARS);
        return text.substring(0, blank > 0 ? blank : MAX_CHARS);
    }

    /**
     * A word's pronunciation as ARPAbet phones without stress, for words that the ear's lexicon lacks: {@code latte} is
     * {@code L AA T EY}. The flap of water is T, the vowel and r of bird and letter are ER, the syllabic l and n of
     * bottle and button are AH L and AH N, the reduced vowels are AH and IH.
     *
     * @param word one word; digits and signs in it are read as {@link #clauses} reads them
     * @return empty where nothing in it can be said
     */
    public List<String> arpabet(String word) {
        List<String> phones = new ArrayList<>();
        for (Item item : verbalizer.items(Normalizer.normalize(word, Normalizer.Form.NFC))) {
            if (item instanceof Item.Word part) {
                phones.addAll(Arpabet.of(alone(part)));
            }
        }
        return List.copyOf(phones);
    }

    private String alone(Item.Word word) {
        return word.kind() == Item.Kind.WORD ? pronouncer.phones(word.text()) : speech.phones(List.of(word))[0];
    }
}
