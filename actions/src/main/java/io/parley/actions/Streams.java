package io.parley.actions;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Requests in streams that workers of any language take them from, and the answers that they give. Every method may be
 * called on any thread and returns at once; futures complete on the Vert.x context of the caller.
 */
public interface Streams {
    /** Requests that wait in one stream; beyond it none is taken on. */
    int MAX_WAITING = 1_000;

    /**
     * A request as it is put into a stream.
     *
     * @param stream its name
     * @param id of this request alone: the answer says it again
     * @param key the same for every attempt of one wish; where one is under way, it is waited for instead of a second
     * @param fields what else the worker reads
     * @param millisLeft until nobody waits any more
     */
    record Request(String stream, String id, String key, Map<String, String> fields, long millisLeft) {}

    /**
     * Where a request stands.
     *
     * @param id under which its answer comes: another's where the same wish was under way
     * @param entry of the stream; empty where it was not taken on, because too many wait
     * @param before whether it was there already, so that its answer may be, too
     */
    record Place(String id, String entry, boolean before) {}

    /**
     * Begins to listen for a stream's answers, before the first request, and clears away what is old in it.
     *
     * @return false where as many streams are listened to as may be
     */
    boolean follow(String stream);

    /** Listens no more to streams that are not among these, unless somebody waits for an answer in them. */
    void keepOnly(Set<String> streams);

    /** Fails at once, with {@link StoreException}, while the server is away; by another it may have been put there. */
    Future<Place> ask(Request request);

    /** The fields of an answer that was given before anybody waited for it; none where it was not. */
    Future<Map<String, String>> answer(Request request, Place place);

    /**
     * Whom an answer is for. Told its fields once, on any thread.
     *
     * @return false where too many wait already, or somebody waits for this one
     */
    boolean await(String stream, String id, Consumer<Map<String, String>> answer);

    /** Takes a request out of the stream: it is answered, or nobody waits for it any more. */
    void settle(Request request, Place place);

    /**
     * Puts a request that nobody answered in time among the dead letters. One that no worker has begun is only taken out.
     *
     * @param why in a word or two, for whoever looks at the dead letters
     */
    void bury(Request request, Place place, String why);

    /**
     * Puts a request among the dead letters where so many workers have begun it and the last is silent.
     *
     * @return whether it was
     */
    Future<Boolean> buryIfFailed(Request request, Place place, int deliveries, long silentMillis);
}
