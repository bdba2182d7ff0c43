package io.parley.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads whom agents may call: {@code dial} of parley.yaml. */
final class DialLoader {
    private static final String NONE = "none";
    private static final String LIST = "a list such as [names, users, \"+4420*\"]";

    private DialLoader() {}

    static DialConfig load(YamlMap dial) {
        DialConfig standard = DialConfig.DEFAULT;
        boolean enabled = dial.bool("enabled", standard.enabled());
        DialPlan plan = plan(dial);
        List<DialRule> allow = dial.value("allow").map(DialLoader::rules).orElse(standard.allow());
        Map<String, List<DialRule>> agents = byName(dial.map("agents"));
        Map<String, List<DialRule>> trunks = byName(dial.map("trunks"));
        DialCaps caps = caps(dial.map("caps"));
        dial.finish();
        return dial.build(() -> new DialConfig(enabled, plan, allow, agents, trunks, caps))
                .orElse(standard);
    }

    private static DialPlan plan(YamlMap dial) {
        String country = dial.text("country", NONE);
        List<String> international = dial.value("international")
                .flatMap(value -> value.items("a list such as [\"00\"]", YamlValue::text))
                .orElse(DialPlan.DEFAULT.international());
        String national = dial.text("national", DialPlan.DEFAULT.national());
        return dial.build(() -> new DialPlan(country.equals(NONE) ? null : country, international, national))
                .orElse(DialPlan.DEFAULT);
    }

    private static Map<String, List<DialRule>> byName(YamlMap map) {
        Map<String, List<DialRule>> all = new LinkedHashMap<>();
        map.values().forEach((name, value) -> all.put(name, rules(value)));
        return all;
    }

    private static List<DialRule> rules(YamlValue value) {
        List<DialRule> rules = new ArrayList<>();
        value.items(LIST, item -> {
            Optional<DialRule> rule = item.parsed(DialRule::new);
            rule.ifPresent(rules::add);
            return rule;
        });
        return rules;
    }

    private static DialCaps caps(YamlMap caps) {
        DialCaps standard = DialCaps.DEFAULT;
        int perCall = caps.integer("per-call", standard.perCall());
        DialCaps.Rate agent = rate(caps.map("agent"), standard.agent());
        DialCaps.Rate trunk = rate(caps.map("trunk"), standard.trunk());
        DialCaps.Rate all = rate(caps.map("all"), standard.all());
        Duration length = caps.duration("length", standard.length());
        caps.finish();
        return caps.build(() -> new DialCaps(perCall, agent, trunk, all, length))
                .orElse(standard);
    }

    private static DialCaps.Rate rate(YamlMap rate, DialCaps.Rate standard) {
        int hour = rate.integer("hour", standard.hour());
        int day = rate.integer("day", standard.day());
        rate.finish();
        return rate.build(() -> new DialCaps.Rate(hour, day)).orElse(standard);
    }
}
