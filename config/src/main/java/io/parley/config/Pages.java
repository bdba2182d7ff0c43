package io.parley.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer that comes in pages: each but the last says where the next one is.
 *
 * @param list JSONPath of the list in every page; the lists are joined in the first page
 * @param next {@code link} for the header field Link (RFC 8288) with rel="next", or a JSONPath of the next page's address,
 *     or of the cursor where {@code parameter} says how it is asked for
 * @param parameter of the query that takes the cursor; null where the next page has an address
 * @param most pages that are asked for
 */
public record Pages(String list, String next, @Nullable String parameter, int most) {
    public static final String LINK = "link";
    public static final int MAX_PAGES = 20;
    static final int DEFAULT_PAGES = 5;

    public Pages {
        next = next.toLowerCase(Locale.ROOT).equals(LINK) ? LINK : next;
        Rules rules = new Rules()
                .require(most >= 1 && most <= MAX_PAGES, "most", most, "a number from 1 to " + MAX_PAGES)
                .require(
                        parameter == null || parameter.matches("[A-Za-z0-9_.\\[\\]-]{1,64}"),
                        "parameter",
                        parameter,
                        "the name of a parameter of the query")
                .require(
                        parameter == null || !next.equals(LINK),
                        "parameter",
                        parameter,
                        "no parameter where next is link");
        HttpRules.place(rules, "list", list);
        if (!next.equals(LINK)) {
            HttpRules.place(rules, "next", next);
        }
        rules.check();
    }
}
