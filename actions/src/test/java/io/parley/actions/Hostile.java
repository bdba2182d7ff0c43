package io.parley.actions;

import java.util.List;

/** What a caller, or a recogniser that mishears one, might put into a slot. */
final class Hostile {
    /** Values that stay data after encoding. */
    static final List<String> VALUES = List.of(
            "latte",
            "iced coffee",
            "a/b",
            "a\\b",
            "\"quoted\"",
            "it's",
            "\",\"admin\":true,\"x\":\"",
            "}]{[",
            "{size}",
            "${env:SECRET}",
            "@evil.example",
            "user:pass@evil.example",
            "//evil.example/x",
            "http://evil.example/",
            ":8443",
            "?admin=1",
            "&admin=1",
            "#fragment",
            "a;b",
            "100%",
            "%2e%2e%2f",
            "%0d%0aX-Evil: 1",
            "tab\there",
            "naïve café",
            "日本語",
            "\uD83D\uDE00",
            "\u202Egnitirw",
            "<script>alert(1)</script>",
            "' OR 1=1 --",
            "\\u0000",
            "null",
            "true",
            "007");

    /** Values with characters that end lines or text. */
    static final List<String> CONTROLS = List.of(
            "a\r\nX-Evil: 1", "a\nb", "a\rb", "a\u0000b", "a\u007Fb", "a\u0085b", "\r\n\r\nGET /admin HTTP/1.1\r\n");

    /** Values that would walk through a path. */
    static final List<String> DOTS = List.of("..", ".", "../admin", "a/../../b", "..\\admin", "./x", "x/..", " ../x");

    private Hostile() {}
}
