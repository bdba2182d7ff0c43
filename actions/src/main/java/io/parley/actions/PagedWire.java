package io.parley.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import io.parley.config.Pages;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wire that reads an answer page by page and gives the first page with the lists of all of them. */
record PagedWire(
        HttpWire wire, Pages pages, JsonPath list, @Nullable JsonPath next) implements HttpWire {
    /** Of all pages together. */
    static final int MAX_BYTES = 4 * HttpAttempt.MAX_BODY_BYTES;

    private static final JsonMapper JSON = new JsonMapper();
    /** A link and its parameters (RFC 8288, section 3). A stranger writes them, so they are read in linear time. */
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");

    private static final Pattern NEXT =
            Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?([^\";,]*\\s)?next(\\s[^\";,]*)?\"?\\s*(;|,|$)");

    static PagedWire of(HttpWire wire, Pages pages) {
        return new PagedWire(
                wire,
                pages,
                JsonPath.compile(pages.list()),
                pages.next().equals(Pages.LINK) ? null : JsonPath.compile(pages.next()));
    }

    @Override
    public Exchange send(HttpCall call) {
        ExchangeChain chain = new ExchangeChain(wire);
        Reading reading = new Reading(chain, call);
        chain.send(call, result -> reading.came(call, result));
        return chain;
    }

    /** What has been read so far. On the context of the call. */
    private final class Reading {
        private final ExchangeChain chain;
        private final HttpCall asked;
        private final List<Object> rows = new ArrayList<>();
        private @Nullable Object first;
        private int number;
        private int bytes;

        Reading(ExchangeChain chain, HttpCall asked) {
            this.chain = chain;
            this.asked = asked;
        }

        void came(HttpCall call, Result result) {
            if (!(result instanceof Answered answered)
                    || answered.answer().status() < 200
                    || answered.answer().status() >= 300) {
                chain.end(result);
                return;
            }
            HttpAnswer answer = answered.answer();
            bytes += answer.body().length();
            if (bytes > MAX_BYTES) {
                chain.end(new TooLarge(answer.status()));
                return;
            }
            try {
                Object page = AnswerJson.parse(answer.body().getBytes());
                if (ResultPaths.read(page, list) instanceof List<?> more) {
                    rows.addAll(more);
                } else if (first == null) {
                    chain.end(result); // the action's own path says that there is no list
                    return;
                }
                first = first == null ? page : first;
                goOn(call, answer, page);
            } catch (IOException e) {
                // Of a first page the action's own paths say what is wrong; a later one is not the whole answer.
                chain.end(first == null ? result : new NotConnected("the pages cannot be joined", false));
            }
        }

        private void goOn(HttpCall call, HttpAnswer answer, @Nullable Object page) throws IOException {
            String where = ++number >= pages.most() ? null : where(answer, page);
            if (where == null) {
                chain.end(new Answered(
                        new HttpAnswer(answer.status(), null, answer.date(), null, whole(), answer.fields())));
                return;
            }
            String uri = pages.parameter() == null
                    ? resolved(call, where)
                    : withCursor(asked.uri(), pages.parameter(), where);
            if (uri == null) {
                chain.end(new NotConnected("the next page is away from " + call.origin(), false));
            } else {
                HttpCall following = new HttpCall(call.method(), call.origin(), uri, call.headers(), null);
                chain.send(following, result -> came(following, result));
            }
        }

        private @Nullable String where(HttpAnswer answer, @Nullable Object page) {
            String where = next == null ? link(answer.fields().get("link")) : text(ResultPaths.read(page, next));
            return where == null || where.isBlank() ? null : where;
        }

        /** The first page, with the rows of all. */
        private Buffer whole() throws IOException {
            try {
                Object whole = list.getPath().equals("$") ? rows : list.set(first, rows, AnswerJson.PATHS);
                return Buffer.buffer(JSON.writeValueAsBytes(whole));
            } catch (JsonPathException | JsonProcessingException e) {
                throw new IOException("pages that cannot be joined", e);
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number ? String.valueOf(value) : null;
    }

    static @Nullable String link(@Nullable String field) {
        Matcher links = LINK.matcher(field == null ? "" : field);
        while (links.find()) {
            if (NEXT.matcher(links.group(2)).find()) {
                return links.group(1);
            }
        }
        return null;
    }

    /** Credentials go with every page: one at another place is not asked for. */
    private static @Nullable String resolved(HttpCall call, String where) {
        HttpCall there = Redirects.next(call, 307, where);
        return there == null || !isPlain(there.uri()) ? null : there.uri();
    }

    private static boolean isPlain(String uri) {
        try {
            return new URI(uri).getRawFragment() == null;
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static String withCursor(String uri, String parameter, String cursor) {
        String name = Percent.encode(parameter);
        int mark = uri.indexOf('?');
        StringBuilder out = new StringBuilder(mark < 0 ? uri : uri.substring(0, mark)).append('?');
        if (mark >= 0) {
            for (String pair : uri.substring(mark + 1).split("&")) {
                if (!pair.startsWith(name + "=") && !pair.isEmpty()) {
                    out.append(pair).append('&');
                }
            }
        }
        return out.append(name).append('=').append(Percent.encode(cursor)).toString();
    }
}
