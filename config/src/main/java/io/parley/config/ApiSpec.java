package io.parley.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An API that several actions of a file use, and what holds for every request to it.
 *
 * @param name as the file's actions know it
 * @param url where its paths begin; holds <code>${env:NAME}</code> and no slots
 * @param headers of every request
 * @param oauth2 how a token is had; null where none is needed
 * @param tls null for what the JVM trusts, and no certificate of our own
 * @param rate null for no limit
 * @param breaker when it is left alone for a while; null for never
 */
public record ApiSpec(
        String name,
        String url,
        Map<String, String> headers,
        @Nullable OAuth2 oauth2,
        @Nullable Tls tls,
        @Nullable Rate rate,
        @Nullable Breaker breaker) {
    /** APIs of one file. */
    static final int MAX_APIS = 16;

    private static final Duration LONGEST = Duration.ofHours(1);

    /** OAuth 2 client credentials (RFC 6749, section 4.4). All but the scope are templates without slots. */
    public record OAuth2(
            String tokenUrl,
            String clientId,
            String clientSecret,
            @Nullable String scope) {
        public OAuth2 {
            Rules rules = new Rules();
            HttpRules.api(rules, "token-url", tokenUrl, Map.of());
            HttpRules.fixed(rules, "client-id", clientId);
            HttpRules.secret(rules, "client-secret", clientSecret);
            rules.require(
                    scope == null || scope.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]+( [\\x21\\x23-\\x5b\\x5d-\\x7e]+)*"),
                    "scope",
                    scope,
                    "scopes with single blanks between them");
            rules.check();
        }
    }

    /**
     * PEM files.
     *
     * @param ca whose certificates are trusted, and no others; null for what the JVM trusts
     * @param certificate our own, with those that lead to its root; null for none
     * @param key its private key, PKCS 8; null without a certificate
     */
    public record Tls(
            @Nullable Path ca,
            @Nullable Path certificate,
            @Nullable Path key) {
        private static final String CERTIFICATES = "a PEM file with certificates";

        public Tls {
            Rules rules = new Rules();
            rules.require(ca == null || Pem.hasCertificates(ca), "ca", ca, CERTIFICATES);
            rules.require(
                    certificate == null || Pem.hasCertificates(certificate), "certificate", certificate, CERTIFICATES);
            rules.require(
                    key == null || Pem.hasKey(key), "key", key, "a PEM file with a private key, without a password");
            rules.require(
                            (certificate == null) == (key == null),
                            certificate == null ? "certificate" : "key",
                            null,
                            "certificate and key, or neither")
                    .require(ca != null || certificate != null, "", null, "ca, or certificate and key")
                    .check();
        }
    }

    /** At most so many requests in any such time; what is too early waits a little, then fails. */
    public record Rate(int requests, Duration per) {
        public Rate {
            new Rules()
                    .require(requests >= 1 && requests <= 10_000, "requests", requests, "a number from 1 to 10000")
                    .require(
                            !per.isNegative() && !per.isZero() && per.compareTo(LONGEST) <= 0,
                            "per",
                            Durations.format(per),
                            "more than 0 and at most " + Durations.format(LONGEST))
                    .check();
        }
    }

    /** After so many failures in a row nothing is asked for a while; then one request tries. */
    public record Breaker(int failures, Duration pause) {
        public Breaker {
            new Rules()
                    .require(failures >= 1 && failures <= 1_000, "failures", failures, "a number from 1 to 1000")
                    .require(
                            !pause.isNegative() && !pause.isZero() && pause.compareTo(LONGEST) <= 0,
                            "pause",
                            Durations.format(pause),
                            "more than 0 and at most " + Durations.format(LONGEST))
                    .check();
        }
    }

    public ApiSpec {
        headers = Frozen.map(headers);
        Rules rules = new Rules().require(Names.isName(name), "", name, Names.NAME);
        HttpRules.api(rules, url, headers);
        HttpRules.token(rules, headers, oauth2);
        rules.check();
    }

    /** Its address, behind which a path is put. */
    String base() {
        return url.replaceFirst("/$", "");
    }
}
