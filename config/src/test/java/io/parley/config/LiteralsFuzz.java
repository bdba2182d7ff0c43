package io.parley.config;

import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import java.util.List;
import java.util.function.Function;

/** The small things that files and callers write, each in all readers: what is read and written down is read the same. */
final class LiteralsFuzz implements FuzzTarget {
    @Override
    public void accept(byte[] input) {
        String text = FuzzText.utf8(input);
        readable(text, Cidr::parse, Cidr::toString);
        readable(text, Template::parse, LiteralsFuzz::written);
        readable(text, number -> new Route(number, "agent"), Route::number);
        readable(text, Listen::parse, LiteralsFuzz::written);
        readable(text, HttpConfig::parse, http -> bracketed(http.host()) + ":" + http.port());
        Durations.parse(text)
                .ifPresent(time -> FuzzedFiles.same(
                        time, Durations.parse(Durations.format(time)).orElse(null)));
        String number = Numbers.normalise(text);
        FuzzedFiles.same(number, Numbers.normalise(number));
        String tidy = Words.tidy(text);
        FuzzedFiles.same(tidy, Words.tidy(tidy));
        Nearest.of(text, List.of("values", "ask", "call-length", text));
    }

    @Override
    public int maxLength() {
        return 512;
    }

    private static <T> void readable(String text, Function<String, T> reader, Function<T, String> writer) {
        T first;
        try {
            first = reader.apply(text);
        } catch (BrokenRules e) {
            return;
        }
        FuzzedFiles.same(first, reader.apply(writer.apply(first)));
    }

    private static String written(Template template) {
        StringBuilder out = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal) {
                out.append(literal.text());
            } else if (part instanceof Template.Env env) {
                out.append(env.name().startsWith("file:") ? "${" : "${env:")
                        .append(env.name())
                        .append('}');
            } else if (part instanceof Template.Value value) {
                String filter =
                        value.filter() == null ? "" : "|" + value.filter().key();
                out.append('{').append(value.name()).append(filter).append('}');
            }
        }
        return out.toString();
    }

    private static String written(Listen listen) {
        String host = listen.host() == null ? "" : bracketed(listen.host()) + ":";
        return listen.transport().name() + ":" + host + listen.port();
    }

    private static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
