package io.parley.agent.dialogue;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.SimpleDateFormat;
import io.parley.config.AgentSpec;
import io.parley.config.Prompt;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of an agent: prompts, questions, summaries and results, made from its file. Pure. */
public final class Wording {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z][\\w-]*)(?:\\|(\\w+))?}");
    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?");
    private static final Pattern DISCLOSED =
            Pattern.compile("(?i)automat|machine|robot|computer|virtual|digital|artificial|\\bAI\\b|\\bbot\\b");

    private final AgentSpec agent;

    public Wording(AgentSpec agent) {
        this.agent = agent;
    }

    public String prompt(Prompt prompt) {
        return agent.prompts().getOrDefault(prompt, prompt.text());
    }

    /** The greeting, which says that a machine is speaking unless the file turns that off. */
    public String greeting() {
        boolean says =
                !agent.disclosure() || DISCLOSED.matcher(agent.greeting()).find();
        return says ? agent.greeting() : prompt(Prompt.DISCLOSURE) + " " + agent.greeting();
    }

    /** The question for a slot. */
    public String ask(String slot) {
        SlotSpec spec = Objects.requireNonNull(agent.slots().get(slot), slot);
        return spec.ask() != null
                ? spec.ask()
                : "What is the " + slot.replace('-', ' ').replace('_', ' ') + "?";
    }

    /** What is asked again: without the hello. */
    static String lastSentence(String text) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(text);
        int end = sentences.last();
        int start = sentences.previous();
        return start == BreakIterator.DONE ? text : text.substring(start, end);
    }

    /** The help prompt, or for a choice what can be chosen. */
    String help(DialogueState state) {
        SlotSpec spec = state.asking() == null ? null : agent.slots().get(state.asking());
        if (spec instanceof SlotSpec.Choice choice && choice.values().size() <= 12) {
            List<String> values = List.copyOf(choice.values().keySet());
            String last = values.get(values.size() - 1);
            return values.size() == 1
                    ? "You can say: " + last + "."
                    : "You can say: " + String.join(", ", values.subList(0, values.size() - 1)) + " or " + last + ".";
        }
        return prompt(Prompt.HELP);
    }

    /** "A large latte with soy milk": the values of a task as one phrase. */
    public String summary(TaskSpec task, Map<String, String> values) {
        String template = task.summary();
        String text = template == null
                ? list(task, values)
                : Summary.fill(template, slot -> {
                    String value = values.get(slot);
                    return value == null ? "" : spoken(slot, value);
                });
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String list(TaskSpec task, Map<String, String> values) {
        List<String> parts = new ArrayList<>();
        for (String slot : task.slots().keySet()) {
            String value = values.get(slot);
            if (value != null) {
                boolean alone = task.slots().size() == 1;
                parts.add(alone ? spoken(slot, value) : slot.replace('-', ' ') + " " + spoken(slot, value));
            }
        }
        return String.join(", ", parts);
    }

    public String summaryPrompt(Prompt prompt, TaskSpec task, Map<String, String> values) {
        return prompt(prompt).replace("{summary}", summary(task, values)).strip();
    }

    /** Fills a sentence with results and slot values: {@code {number|digits}}. */
    public String fill(String template, Map<String, String> values) {
        Matcher m = PLACEHOLDER.matcher(template);
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            String name = Objects.requireNonNull(m.group(1));
            String value = values.getOrDefault(name, "");
            String filter = m.group(2);
            String text = filter == null
                    ? agent.slots().containsKey(name) ? spoken(name, value) : value
                    : filtered(filter, value);
            m.appendReplacement(out, Matcher.quoteReplacement(text));
        }
        m.appendTail(out);
        return out.toString();
    }

    /** How a slot's canonical value is said. */
    private String spoken(String slot, String value) {
        SlotSpec spec = agent.slots().get(slot);
        if (spec instanceof SlotSpec.Choice choice) {
            return fullest(choice, value);
        }
        if (spec instanceof SlotSpec.Digits) {
            return filtered("digits", value);
        }
        if (spec instanceof SlotSpec.Date) {
            return filtered("date", value);
        }
        if (spec instanceof SlotSpec.Time) {
            return filtered("time", value);
        }
        if (spec instanceof SlotSpec.Amount amount && amount.unit() == null) {
            return filtered("money", value);
        }
        return value;
    }

    /** "Dark roast" for the value "dark": the first synonym that goes on from it says more. */
    private static String fullest(SlotSpec.Choice choice, String value) {
        return choice.values().getOrDefault(value, List.of()).stream()
                .filter(s -> s.startsWith(value + " "))
                .findFirst()
                .orElse(value);
    }

    /** A value that the filter is not for, such as an API's own idea of a date, is said as it is. */
    static String filtered(String filter, String value) {
        if (value.isEmpty()) {
            return value;
        }
        return switch (filter) {
            case "digits" -> digits(value);
            case "money" -> "$" + value;
            case "date" -> date(value);
            case "time" -> time(value);
            case "spell" -> String.join(", ", value.split("")).toUpperCase(Locale.ENGLISH);
            default -> value;
        };
    }

    /** One by one, in groups of three or four with a little pause, so that the caller can write along. */
    private static String digits(String value) {
        int group = value.length() % 3 == 0 || value.length() > 8 ? 3 : 4;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            out.append(i == 0 ? "" : i % group == 0 ? ", " : " ").append(value.charAt(i));
        }
        return out.toString();
    }

    private static String date(String iso) {
        LocalDate day;
        try {
            day = LocalDate.parse(iso);
        } catch (DateTimeParseException e) {
            return iso;
        }
        if (day.getYear() < 0 || day.getYear() > 9_999) {
            return iso;
        }
        SimpleDateFormat format = new SimpleDateFormat("EEEE, MMMM d", Locale.ENGLISH);
        format.setTimeZone(com.ibm.icu.util.TimeZone.GMT_ZONE);
        return format.format(Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private static String time(String iso) {
        if (!TIME.matcher(iso).matches()) {
            return iso;
        }
        int hour = Integer.parseInt(iso.substring(0, 2));
        String minutes = iso.substring(2, 5);
        return (hour % 12 == 0 ? 12 : hour % 12) + (minutes.equals(":00") ? "" : minutes) + (hour < 12 ? " AM" : " PM");
    }
}
