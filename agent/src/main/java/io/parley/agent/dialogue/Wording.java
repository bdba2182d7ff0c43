package io.parley.agent.dialogue;

import com.ibm.icu.text.BreakIterator;
import io.parley.agent.voice.Dialect;
import io.parley.agent.voice.Markup;
import io.parley.agent.voice.Style;
import io.parley.config.ActionSpec;
import io.parley.config.AgentSpec;
import io.parley.config.Prompt;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import io.parley.config.TaskSpec.Items;
import io.parley.config.TransferSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sentences of an agent: prompts, questions, summaries and results, made from its file. Pure. */
public final class Wording {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z][\\w-]*)(?:\\|(\\w+))?}");
    private static final Pattern DISCLOSED =
            Pattern.compile("(?i)automat|machine|robot|computer|virtual|digital|artificial|\\bAI\\b|\\bbot\\b");

    private static final Pattern TAG = Pattern.compile("<[^<>]*+>");
    private static final String SPANISH = "es";

    /** Values that are offered one by one; of more the caller is asked for the whole. */
    private static final int MOST_OFFERED = 4;

    private final AgentSpec agent;
    private final SpokenValues values;
    private final Dialect dialect;

    public Wording(AgentSpec agent) {
        this(agent, agent.language());
    }

    private Wording(AgentSpec agent, Locale locale) {
        this.agent = agent;
        this.values = new SpokenValues(locale);
        this.dialect = Dialect.of(Style.of(agent.voice().style()).dialect());
    }

    /** The same agent with values as they are said elsewhere; null changes nothing. */
    Wording in(@Nullable Locale locale) {
        return locale == null ? this : new Wording(agent, locale);
    }

    public String prompt(Prompt prompt) {
        String text = agent.prompts().getOrDefault(prompt, prompt.text());
        // What the file does not translate is English, and is said so.
        return text.equals(prompt.text()) ? dialect.words(text) : words(text);
    }

    /** A sentence of the agent's file in the words of its style and marked with its language. */
    public String words(String sentence) {
        String said = dialect.words(sentence);
        return agent.language().getLanguage().equals(SPANISH)
                ? "<lang xml:lang=\"" + SPANISH + "\">" + said + "</lang>"
                : said;
    }

    /** The greeting, which says that a machine is speaking unless the file turns that off. */
    public String greeting() {
        boolean says =
                !agent.disclosure() || DISCLOSED.matcher(agent.greeting()).find();
        String greeting = words(agent.greeting());
        return says ? greeting : prompt(Prompt.DISCLOSURE) + " " + greeting;
    }

    /** The question that a greeting ends with. */
    String opening() {
        return lastSentence(words(agent.greeting()));
    }

    /** What whoever is to take a call over is told of the caller. */
    public String brief(TransferSpec transfer, DialogueState state) {
        Wording here = in(state.talk().locale());
        if (transfer.brief() != null) {
            return here.fill(transfer.brief(), state.values());
        }
        TaskSpec task = state.task() == null ? null : agent.tasks().get(state.task());
        String summary = task == null ? "" : here.summary(task, state.values());
        return summary.isEmpty()
                ? prompt(Prompt.BRIEF)
                : prompt(Prompt.BRIEF) + " " + prompt(Prompt.BRIEF_ABOUT).replace("{summary}", summary);
    }

    /** What is said while an action takes long. */
    public String waiting(ActionSpec action) {
        return own(action.waiting(), Prompt.WAITING);
    }

    /** What is said when an action has failed. */
    String failed(ActionSpec action) {
        return own(action.failed(), Prompt.FAILED);
    }

    /** What is said when a business does not want to. */
    String refused(ActionSpec action, String reason) {
        return filled(own(action.refused(), Prompt.REFUSED), Map.of("reason", reason), Map.of());
    }

    /** What an action's file has for an occasion, else what the agent says on all such. */
    private String own(@Nullable String sentence, Prompt otherwise) {
        return sentence == null ? prompt(otherwise) : words(sentence);
    }

    /** The question for a slot. */
    public String ask(String slot) {
        SlotSpec spec = Objects.requireNonNull(agent.slots().get(slot), slot);
        return spec.ask() != null
                ? words(spec.ask())
                : dialect.words("What is the " + slot.replace('-', ' ').replace('_', ' ') + "?");
    }

    /** The question whether a task is meant. */
    String offer(TaskSpec task, String example) {
        return task.offer() != null
                ? words(task.offer())
                : prompt(Prompt.DID_YOU_MEAN).replace("{example}", Markup.escape(example));
    }

    /** The question which of several values was meant. */
    String which(List<String> choices) {
        return choices.size() > MOST_OFFERED
                ? prompt(Prompt.WHICH_OF_MANY)
                : prompt(Prompt.WHICH).replace("{choices}", Markup.escape(values.or(choices)));
    }

    /** What makes a caller go on in the middle of a value. */
    String goOn(String slot) {
        return prompt(agent.slots().get(slot) instanceof SlotSpec.Date ? Prompt.WHICH_YEAR : Prompt.GO_ON);
    }

    /** The same for who has lost the thread. */
    String soFar(String slot, String said) {
        return agent.slots().get(slot) instanceof SlotSpec.Date
                ? prompt(Prompt.WHICH_YEAR)
                : prompt(Prompt.SO_FAR).replace("{value}", SpokenValues.spell(said));
    }

    /** What is asked again: without the hello. */
    static String lastSentence(String text) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        // Tags are no sentences.
        sentences.setText(
                TAG.matcher(text).replaceAll(tag -> " ".repeat(tag.group().length())));
        int end = sentences.last();
        int start = sentences.previous();
        return start == BreakIterator.DONE ? text : Markup.from(text.substring(0, end), start);
    }

    /** The help prompt, or for a choice what can be chosen. */
    String help(DialogueState state) {
        SlotSpec spec = state.asking() == null ? null : agent.slots().get(state.asking());
        if (spec instanceof SlotSpec.Choice choice && choice.values().size() <= 12) {
            return dialect.words("You can say:") + " "
                    + Markup.escape(values.or(choice.values().keySet())) + ".";
        }
        if (spec != null && Keys.of(spec) != null) {
            return prompt(Prompt.HELP_KEYS);
        }
        return prompt(spec instanceof SlotSpec.Code ? Prompt.HELP_SPELL : Prompt.HELP);
    }

    /** "A large latte with soy milk": the values of a task as one phrase. */
    public String summary(TaskSpec task, Map<String, String> said) {
        return summary(task, said, false);
    }

    private String summary(TaskSpec task, Map<String, String> said, boolean carefully) {
        UnaryOperator<String> slotText = slot -> {
            String value = said.get(slot);
            return value == null ? "" : spoken(slot, value, carefully);
        };
        String text = task.summary() == null ? list(task, slotText) : Summary.fill(words(task.summary()), slotText);
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String list(TaskSpec task, UnaryOperator<String> slotText) {
        List<String> parts = new ArrayList<>();
        for (String slot : task.slots().keySet()) {
            String text = slotText.apply(slot);
            if (!text.isEmpty()) {
                parts.add(task.slots().size() == 1 ? text : slot.replace('-', ' ') + " " + text);
            }
        }
        return String.join(", ", parts);
    }

    public String summaryPrompt(Prompt prompt, TaskSpec task, Map<String, String> said) {
        boolean carefully = prompt == Prompt.CONFIRM;
        return prompt(prompt)
                .replace("{summary}", summary(task, said, carefully))
                .strip();
    }

    /** Fills a sentence with results and slot values: {@code {number|digits}}. */
    public String fill(String template, Map<String, String> said) {
        return filled(words(template), said, Map.of());
    }

    /**
     * What callers and businesses say is escaped.
     *
     * @param text in this agent's words already
     * @param ours values made of this agent's own sentences, which may hold markup
     */
    private String filled(String text, Map<String, String> said, Map<String, String> ours) {
        Matcher m = PLACEHOLDER.matcher(text);
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            String name = Objects.requireNonNull(m.group(1));
            String value = said.getOrDefault(name, "");
            String spoken = ours.containsKey(name) ? ours.getOrDefault(name, "") : said(name, value, m.group(2));
            m.appendReplacement(out, Matcher.quoteReplacement(spoken));
        }
        m.appendTail(out);
        return out.toString();
    }

    private String said(String name, String value, @Nullable String filter) {
        if (filter != null) {
            return Markup.escape(filtered(filter, value));
        }
        return agent.slots().containsKey(name) ? spoken(name, value, false) : Markup.escape(value);
    }

    /** What somebody else has written, and is said as it stands. */
    static String quoted(String text) {
        return Markup.escape(text);
    }

    /** What is told when a task is done: its sentence with values, results and lists. */
    String tell(TaskSpec task, Map<String, String> said, Map<String, List<Map<String, String>>> lists) {
        Map<String, String> ours = new HashMap<>();
        lists.forEach((name, rows) -> {
            Items items = task.items().get(name);
            if (items != null) {
                ours.put(
                        name,
                        rows.isEmpty()
                                ? words(items.none())
                                : values.and(rows.stream()
                                        .map(row -> fill(items.each(), row))
                                        .toList()));
            }
        });
        return filled(words(Objects.requireNonNull(task.tell())), said, ours);
    }

    /**
     * How a slot's canonical value is said.
     *
     * @param carefully because the caller is asked whether it is right
     */
    private String spoken(String slot, String value, boolean carefully) {
        return Markup.escape(read(slot, value, carefully));
    }

    private String read(String slot, String value, boolean carefully) {
        SlotSpec spec = agent.slots().get(slot);
        if (value.isEmpty()) {
            return value;
        }
        if (spec instanceof SlotSpec.Choice choice) {
            return fullest(choice, value);
        }
        if (spec instanceof SlotSpec.Digits) {
            return SpokenValues.digits(value);
        }
        if (spec instanceof SlotSpec.Code) {
            return carefully ? SpokenValues.phonetic(value) : SpokenValues.spell(value);
        }
        if (spec instanceof SlotSpec.Date date) {
            return date.when() == SlotSpec.Date.When.PAST ? values.dateOfYear(value) : values.date(value);
        }
        if (spec instanceof SlotSpec.Time) {
            return SpokenValues.time(value);
        }
        return spec instanceof SlotSpec.Amount amount && amount.unit() == null ? values.money(value) : value;
    }

    /** "Dark roast" for the value "dark": the first synonym that goes on from it says more. */
    private static String fullest(SlotSpec.Choice choice, String value) {
        return choice.values().getOrDefault(value, List.of()).stream()
                .filter(s -> s.startsWith(value + " "))
                .findFirst()
                .orElse(value);
    }

    /** A value that the filter is not for, such as an API's own idea of a date, is said as it is. */
    private String filtered(String filter, String value) {
        if (value.isEmpty()) {
            return value;
        }
        return switch (filter) {
            case "digits" -> SpokenValues.digits(value);
            case "money" -> values.money(value);
            case "date" -> values.date(value);
            case "time" -> SpokenValues.time(value);
            case "spell" -> SpokenValues.spell(value);
            default -> value;
        };
    }
}
