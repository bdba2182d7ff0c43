package io.parley.agent.grammar;

import java.util.Map;

/**
 * What the dialogue knows already, which words such as "five, not nine" change and others complete.
 *
 * @param values slot to canonical value
 * @param partial slot to what has been said of a value that is not whole
 */
public record Known(Map<String, String> values, Map<String, String> partial) {
    public static final Known NOTHING = new Known(Map.of(), Map.of());
}
