package io.parley.actions;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.HomeRequest;
import io.parley.config.Template;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Actions of kind {@code home-assistant}: requests to its REST API, one made ready for each entity that may be reached, so
 * that what a caller says chooses among them and never stands in an address.
 */
final class HomeKind implements ActionKind {
    private static final String ENTITY = "entity_id";

    private final HttpKind http;

    HomeKind(ActionWires wires) {
        http = new HttpKind(wires);
    }

    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        if (!(action.kind() instanceof HomeRequest home)) {
            return null;
        }
        if (!isRead(home, key, reader)) {
            return null;
        }
        Map<String, Ready> byWords = new LinkedHashMap<>();
        for (Map.Entry<String, String> entity : home.reached().entrySet()) {
            Ready ready = http.read(request(action, home, entity.getValue()), key, reader);
            if (ready == null) {
                return null; // and the others have the same mistake
            }
            byWords.put(entity.getKey(), ready);
        }
        return (request, idempotencyKey) -> {
            Ready meant = byWords.get(words(home, request.arguments()));
            if (meant == null) {
                throw new RuleBroken("no entity that may be reached has this name");
            }
            Prepared prepared = meant.prepare(request, idempotencyKey);
            return action.risk() == Risk.READ ? prepared : new Once(prepared);
        };
    }

    /** What is wrong is told where it stands, and not at the request that is made of it. */
    private static boolean isRead(HomeRequest home, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        UrlTemplate.read(reader, "home-assistant.url", home.home().url());
        reader.read("home-assistant.token", home.home().token());
        JsonTemplate.read(reader, key + ".home-assistant.data", home.data());
        return reader.problems().count() == problemsBefore;
    }

    private static String words(HomeRequest home, Map<String, String> arguments) {
        List<String> slots = List.copyOf(Template.parse(home.entity()).names());
        return slots.isEmpty() ? home.entity() : arguments.getOrDefault(slots.get(0), "");
    }

    private static ActionSpec request(ActionSpec action, HomeRequest home, String entity) {
        String base = home.home().url().replaceFirst("/$", "");
        String service = home.service();
        Map<String, Object> body = new LinkedHashMap<>(home.data());
        body.put(ENTITY, entity);
        Http asked = new Http(
                service == null ? "GET" : "POST",
                base + (service == null ? "/api/states/" + entity : "/api/services/" + service.replace('.', '/')),
                Map.of(),
                Map.of("Authorization", "Bearer " + home.home().token()),
                service == null ? null : body);
        return new ActionSpec(
                action.name(),
                asked,
                action.result(),
                action.lists(),
                null,
                action.risk(),
                action.deadline(),
                action.retries(),
                action.onInterrupt(),
                null,
                null,
                null);
    }

    /** The API knows no idempotency keys: what may have been done is not done again. */
    private record Once(Prepared prepared) implements Prepared {
        @Override
        public String target() {
            return prepared.target();
        }

        @Override
        public boolean repeatable() {
            return false;
        }

        @Override
        public Attempt attempt() {
            Attempt attempt = prepared.attempt();
            Future<AttemptOutcome> outcome = attempt.outcome()
                    .map(ended -> ended instanceof MayPass may && may.mayHaveActed()
                            ? Settled.failed(may.status(), may.reason())
                            : ended);
            return new Attempt() {
                @Override
                public Future<AttemptOutcome> outcome() {
                    return outcome;
                }

                @Override
                public boolean hasLeft() {
                    return attempt.hasLeft();
                }

                @Override
                public void abort() {
                    attempt.abort();
                }

                @Override
                public void late() {
                    attempt.late();
                }
            };
        }
    }
}
