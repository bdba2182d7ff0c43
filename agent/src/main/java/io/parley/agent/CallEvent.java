package io.parley.agent;

import java.util.Map;

/**
 * Something that happened in a call, for people who watch: the console, {@code --json}, the event stream, the call
 * record. Holds personal data; never logged at info level.
 *
 * @param call our id of the call
 * @param atMillis audio time since the call was answered
 * @param event for example {@code heard}, {@code act}, {@code action}
 * @param data strings, numbers, booleans, lists and maps of these
 */
public record CallEvent(String call, long atMillis, String event, Map<String, Object> data) {}
