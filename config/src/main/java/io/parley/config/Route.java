package io.parley.config;

/**
 * Which agent answers a number.
 *
 * @param number the user part of the Request-URI: exact ({@code coffee}, {@code +15550100}), a prefix ({@code +1555*}),
 *     a regular expression between slashes ({@code /[0-9]{4}/}), or {@code *} for whatever is left. Exact beats the
 *     longest prefix beats patterns in the file's order beats the default.
 * @param agent the agent's id
 */
public record Route(String number, String agent) {}
