package io.parley.actions;

import io.lettuce.core.ScriptOutputType;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams in Redis (6.2 or later). Of a stream {@code parley:stream:NAME} the answers are in {@code …:answers}, what nobody
 * could do in {@code …:dead}, and {@code …:open:KEY} says which wish is under way. Whatever is done to more than one of
 * them is a script of Redis, so that it is done as a whole.
 */
final class RedisStreams implements Streams {
    private static final Logger log = LoggerFactory.getLogger(RedisStreams.class);

    /** KEYS of every script: the stream, its answers, its dead letters, the mark of the wish. */
    private static final String BURY = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            local function before(millis) return string.format('%.0f', now - millis) end
            local function bury(entry, why)
              local found = redis.call('XRANGE', KEYS[1], entry, entry)
              redis.call('XACK', KEYS[1], 'workers', entry)
              redis.call('XDEL', KEYS[1], entry)
              if #found > 0 and why ~= '' then
                local fields = found[1][2]
                table.insert(fields, 'why')
                table.insert(fields, why)
                redis.call('XADD', KEYS[3], 'MAXLEN', 1000, '*', unpack(fields))
                redis.call('XTRIM', KEYS[3], 'MINID', before(2592000000))
                redis.call('PEXPIRE', KEYS[3], 2592000000)
              end
            end
            """;

    /** Whether a worker has taken an entry, whether it holds it still, and whether it is to be begun once. */
    private static final String STATE = """
            local function delivered(entry)
              local ms, seq = string.match(entry, '(%d+)-(%d+)')
              ms, seq = tonumber(ms), tonumber(seq)
              for _, group in ipairs(redis.pcall('XINFO', 'GROUPS', KEYS[1])) do
                local known = {}
                for i = 1, #group, 2 do known[group[i]] = group[i + 1] end
                if known['name'] == 'workers' then
                  local lastMs, lastSeq = string.match(known['last-delivered-id'], '(%d+)-(%d+)')
                  lastMs, lastSeq = tonumber(lastMs), tonumber(lastSeq)
                  return ms < lastMs or (ms == lastMs and seq <= lastSeq)
                end
              end
              return false
            end
            local function pending(entry)
              return #redis.call('XPENDING', KEYS[1], 'workers', entry, entry, 1) > 0
            end
            local function once(fields)
              for i = 1, #fields, 2 do
                if fields[i] == 'once' then return true end
              end
              return false
            end
            """;

    /** Old ones, whose Parley has died, are buried, unless they were done: what is acknowledged before its end is not. */
    private static final String CLEAR = BURY + STATE + """
            local function clear(most)
              redis.pcall('XGROUP', 'CREATE', KEYS[1], 'workers', '0', 'MKSTREAM')
              local old = redis.call('XRANGE', KEYS[1], '-', before(600000), 'COUNT', most)
              for _, e in ipairs(old) do
                local done = not once(e[2]) and delivered(e[1]) and not pending(e[1])
                bury(e[1], done and '' or 'forgotten')
              end
              redis.call('XTRIM', KEYS[2], 'MINID', before(600000))
              redis.call('XTRIM', KEYS[3], 'MINID', before(2592000000))
            end
            """;

    /** What a Parley does first: a worker may begin to wait before there is anything to do. */
    private static final String BEGIN = CLEAR + """
            clear(1000)
            return 1""";

    /** ARGV: id, milliseconds left, the most that may wait, fields. */
    private static final String ASK = CLEAR + """
            clear(10)
            local open = redis.call('HMGET', KEYS[4], 'id', 'entry')
            if open[1] and #redis.call('XRANGE', KEYS[1], open[2], open[2]) > 0 then return {open[1], open[2], 'old'} end
            if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[3]) then return {ARGV[1], '', ''} end
            local fields = {'id', ARGV[1], 'deadline', string.format('%.0f', now + ARGV[2])}
            for i = 4, #ARGV do table.insert(fields, ARGV[i]) end
            local entry = redis.call('XADD', KEYS[1], '*', unpack(fields))
            redis.call('HSET', KEYS[4], 'id', ARGV[1], 'entry', entry)
            redis.call('PEXPIRE', KEYS[4], 600000)
            return {ARGV[1], entry, ''}""";

    /** ARGV: entry, id. The fields of its answer, names and values in turn; none where there is no answer yet. */
    private static final String ANSWER = """
            for _, answer in ipairs(redis.call('XRANGE', KEYS[2], ARGV[1], '+')) do
              for i = 1, #answer[2], 2 do
                if answer[2][i] == 'id' and answer[2][i + 1] == ARGV[2] then return answer[2] end
              end
            end
            return {}""";

    /** ARGV: entry, why. What is begun once is acknowledged before; of the others, one that nobody holds was not begun. */
    private static final String REMOVE = BURY + STATE + """
            local found = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])
            local begun = false
            if #found > 0 then
              if once(found[1][2]) then begun = delivered(ARGV[1]) else begun = pending(ARGV[1]) end
            end
            bury(ARGV[1], begun and ARGV[2] or '')
            redis.call('DEL', KEYS[4])
            redis.call('PEXPIRE', KEYS[2], 3600000)
            return 1""";

    /** ARGV: entry, deliveries, milliseconds of silence. */
    private static final String FAILED = BURY + """
            local p = redis.call('XPENDING', KEYS[1], 'workers', 'IDLE', ARGV[3], ARGV[1], ARGV[1], 1)
            if #p == 0 or p[1][4] < tonumber(ARGV[2]) then return 0 end
            bury(ARGV[1], 'no worker finished it')
            redis.call('DEL', KEYS[4])
            return 1""";

    private final RedisNotes.Reads reads;
    private final RedisAnswers answers;

    RedisStreams(RedisNotes.Reads reads, RedisAnswers answers) {
        this.reads = reads;
        this.answers = answers;
    }

    static String key(String stream) {
        return "parley:stream:" + stream;
    }

    static String answersKey(String stream) {
        return key(stream) + ":answers";
    }

    static String deadKey(String stream) {
        return key(stream) + ":dead";
    }

    private static String[] keys(Request request) {
        return keys(request.stream(), request.key());
    }

    private static String[] keys(String stream, String wish) {
        return new String[] {key(stream), answersKey(stream), deadKey(stream), key(stream) + ":open:" + wish};
    }

    @Override
    public boolean follow(String stream) {
        if (!answers.follow(answersKey(stream))) {
            return false;
        }
        // Where the server is away now, the first request does this.
        reads.read(redis -> redis.<Long>eval(BEGIN, ScriptOutputType.INTEGER, keys(stream, "")))
                .onFailure(error -> log.debug("a stream's beginning", error));
        return true;
    }

    @Override
    public void keepOnly(Set<String> streams) {
        answers.keepOnly(streams.stream().map(RedisStreams::answersKey).collect(Collectors.toSet()));
    }

    @Override
    public boolean await(String stream, String id, Consumer<Map<String, String>> answer) {
        return answers.await(answersKey(stream), id, answer);
    }

    @Override
    public Future<Place> ask(Request request) {
        // A call may go on with what its file said before it was read anew.
        if (!answers.follow(answersKey(request.stream()))) {
            return Future.failedFuture(new StoreException("too many streams are followed"));
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(request.id());
        arguments.add(Long.toString(request.millisLeft()));
        arguments.add(Integer.toString(MAX_WAITING));
        request.fields().forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        return reads.read(redis -> redis.<List<String>>eval(
                        ASK, ScriptOutputType.MULTI, keys(request), arguments.toArray(String[]::new)))
                .map(place ->
                        new Place(place.get(0), place.get(1), !place.get(2).isEmpty()));
    }

    @Override
    public Future<Map<String, String>> answer(Request request, Place place) {
        return reads.read(redis -> redis.<List<String>>eval(
                        ANSWER, ScriptOutputType.MULTI, keys(request), place.entry(), place.id()))
                .map(RedisStreams::fields);
    }

    private static Map<String, String> fields(List<String> inTurn) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < inTurn.size(); i += 2) {
            fields.put(inTurn.get(i), inTurn.get(i + 1));
        }
        return fields;
    }

    @Override
    public void settle(Request request, Place place) {
        forget(request, place);
        remove(request, place, "");
    }

    @Override
    public void bury(Request request, Place place, String why) {
        forget(request, place);
        remove(request, place, why);
    }

    private void forget(Request request, Place place) {
        answers.forget(request.id());
        answers.forget(place.id());
    }

    private void remove(Request request, Place place, String why) {
        if (!place.entry().isEmpty()) {
            reads.read(redis -> redis.<Long>eval(REMOVE, ScriptOutputType.INTEGER, keys(request), place.entry(), why))
                    .onFailure(error -> log.warn(
                            "event=stream-not-settled stream={} exception={}",
                            request.stream(),
                            error.getClass().getSimpleName()));
        }
    }

    @Override
    public Future<Boolean> buryIfFailed(Request request, Place place, int deliveries, long silentMillis) {
        return reads.read(redis -> redis.<Long>eval(
                        FAILED,
                        ScriptOutputType.INTEGER,
                        keys(request),
                        place.entry(),
                        Integer.toString(deliveries),
                        Long.toString(silentMillis)))
                .map(buried -> buried == 1);
    }
}
