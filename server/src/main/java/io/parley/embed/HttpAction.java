package io.parley.embed;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An action that is an HTTP request: a template with the caller's values, as in {@code actions.yaml}. */
public final class HttpAction extends ActionPlan<HttpAction> {
    private String method = "";
    private String url = "";
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Object json;
    private final Map<String, String> results = new LinkedHashMap<>();
    private final Map<String, Rows> lists = new LinkedHashMap<>();

    HttpAction(String name) {
        super(name);
    }

    public HttpAction get(String address) {
        return request("GET", address);
    }

    /** @param body a tree of maps, lists, strings, numbers and booleans; strings are templates */
    public HttpAction post(String address, Object body) {
        json = body;
        return request("POST", address);
    }

    /** @param address such as {@code https://api.example.org/orders/{number}}; may begin with <code>${env:NAME}</code> */
    public HttpAction request(String httpMethod, String address) {
        method = httpMethod;
        url = address;
        return this;
    }

    public HttpAction body(Object tree) {
        json = tree;
        return this;
    }

    public HttpAction query(String name, String template) {
        query.put(name, template);
        return this;
    }

    public HttpAction header(String name, String template) {
        headers.put(name, template);
        return this;
    }

    /** @param path JSONPath in the answer, such as {@code $.number} */
    public HttpAction returns(String name, String path) {
        results.put(name, path);
        return this;
    }

    /**
     * @param list JSONPath of a list in the answer
     * @param ofEach what is taken of each row: name to JSONPath in the row
     */
    public HttpAction returnsList(String name, String list, Map<String, String> ofEach) {
        lists.put(name, new Rows(list, ofEach));
        return this;
    }

    @Override
    HttpAction self() {
        return this;
    }

    @Override
    String made() {
        return "allow(" + Mistake.method("Actions.http", name()) + ")";
    }

    @Override
    ActionSpec.Kind kind(@Nullable ActionSpec before, List<String> arguments) {
        return new Http(method, url, query, headers, json).checked();
    }

    @Override
    Map<String, String> results(@Nullable ActionSpec before) {
        return results;
    }

    @Override
    Map<String, Rows> lists(@Nullable ActionSpec before) {
        return lists;
    }
}
