package io.parley.actions;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A wire that puts a token on every request, and a new one where the API does not take it, once. */
record AuthorizedWire(HttpWire wire, Tokens tokens, Supplier<Executor> contexts) implements HttpWire {
    private static final int UNAUTHORIZED = 401;

    @Override
    public Exchange send(HttpCall call) {
        ExchangeChain chain = new ExchangeChain(wire);
        send(chain, call, contexts.get(), true);
        return chain;
    }

    private void send(ExchangeChain chain, HttpCall call, Executor context, boolean again) {
        tokens.get()
                .onComplete(had -> context.execute(() -> {
                    if (chain.isAborted()) {
                        return;
                    } else if (had.failed()) {
                        boolean mayPass = !(had.cause() instanceof Tokens.Missing missing) || missing.mayPass();
                        chain.end(new NotConnected(String.valueOf(had.cause().getMessage()), mayPass));
                        return;
                    }
                    Tokens.Token token = had.result();
                    chain.send(with(call, token), result -> {
                        if (again
                                && result instanceof Answered answered
                                && answered.answer().status() == UNAUTHORIZED
                                && tokens.refused(token)) {
                            send(chain, call, context, false);
                        } else {
                            chain.end(result);
                        }
                    });
                }));
    }

    private static HttpCall with(HttpCall call, Tokens.Token token) {
        Map<String, String> fields = new HashMap<>(call.headers());
        fields.put("authorization", "Bearer " + token.value());
        return new HttpCall(call.method(), call.origin(), call.uri(), fields, call.body());
    }
}
