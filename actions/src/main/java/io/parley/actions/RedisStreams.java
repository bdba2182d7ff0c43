package io.parley.actions;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams in Redis (6.2 or later). Of a stream {@code parley:stream:NAME} the answers are in {@code …:answers}, what nobody
 * could do in {@code …:dead}, and {@code …:open:KEY} says which wish is under way. Whatever is done to more than one of
 * them is a script of Redis, so that it is done as a whole.
 */
final class RedisStreams implements Streams {
    static final String GROUP = "workers";

    private static final Logger log = LoggerFactory.getLogger(RedisStreams.class);

    /** KEYS of every script: the stream, its answers, its dead letters, the mark of the wish. */
    private static final String BURY = """
            local function bury(entry, why)
              local found = redis.call('XRANGE', KEYS[1], entry, entry)
              redis.call('XACK', KEYS[1], 'workers', entry)
              redis.call('XDEL', KEYS[1], entry)
              if #found > 0 and why ~= '' then
                local fields = found[1][2]
                table.insert(fields, 'why')
                table.insert(fields, why)
                redis.call('XADD', KEYS[3], 'MAXLEN', 1000, '*', unpack(fields))
                redis.call('PEXPIRE', KEYS[3], 2592000000)
              end
            end
            """;

    /** ARGV: id, milliseconds left, the most that may wait, fields. Old ones, whose Parley has died, are buried first. */
    private static final String ASK = BURY + """
            redis.pcall('XGROUP', 'CREATE', KEYS[1], 'workers', '0', 'MKSTREAM')
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            local old = redis.call('XRANGE', KEYS[1], '-', string.format('%.0f', now - 600000), 'COUNT', 10)
            for _, e in ipairs(old) do bury(e[1], 'forgotten') end
            redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f', now - 600000))
            local open = redis.call('HMGET', KEYS[4], 'id', 'entry')
            if open[1] and #redis.call('XRANGE', KEYS[1], open[2], open[2]) > 0 then return open end
            if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[3]) then return {ARGV[1], ''} end
            local fields = {'id', ARGV[1], 'deadline', string.format('%.0f', now + ARGV[2])}
            for i = 4, #ARGV do table.insert(fields, ARGV[i]) end
            local entry = redis.call('XADD', KEYS[1], '*', unpack(fields))
            redis.call('HSET', KEYS[4], 'id', ARGV[1], 'entry', entry)
            redis.call('PEXPIRE', KEYS[4], 600000)
            return {ARGV[1], entry}""";

    /** ARGV: entry, why. One that is not pending was taken by nobody. */
    private static final String REMOVE = BURY + """
            local begun = #redis.call('XPENDING', KEYS[1], 'workers', ARGV[1], ARGV[1], 1) > 0
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
        String stream = request.stream();
        return new String[] {key(stream), answersKey(stream), deadKey(stream), key(stream) + ":open:" + request.key()};
    }

    @Override
    public void follow(String stream) {
        answers.follow(answersKey(stream));
        // A worker may begin to wait before there is anything to do. Where it is away now, the first request does this.
        reads.read(redis ->
                redis.xgroupCreate(StreamOffset.from(key(stream), "0"), GROUP, XGroupCreateArgs.Builder.mkstream()));
    }

    @Override
    public boolean await(String id, Consumer<Map<String, String>> answer) {
        return answers.await(id, answer);
    }

    @Override
    public Future<Place> ask(Request request) {
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
                .map(place -> new Place(place.get(0), place.get(1)));
    }

    @Override
    public void settle(Request request, Place place) {
        answers.forget(place.id());
        remove(request, place, "");
    }

    @Override
    public void bury(Request request, Place place, String why) {
        answers.forget(place.id());
        remove(request, place, why);
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
