// What a script's module is called with. Nothing but text passes between here and the host.
(function (host) {
  "use strict";
  class Refusal extends Error {}
  class Retry extends Error {}
  class Unreachable extends Error {
    constructor(reason, final) {
      super(reason);
      this.final = final;
    }
  }

  function answer(text) {
    const { status, body, unreachable, final } = JSON.parse(text);
    if (unreachable !== undefined) {
      throw new Unreachable(unreachable, final);
    }
    return {
      status,
      ok: status >= 200 && status < 300,
      text: body,
      get json() {
        return JSON.parse(body);
      },
    };
  }

  function api(name) {
    const method = (verb) => async (path, options = {}) =>
      answer(host.request(name, verb, String(path), JSON.stringify(options)));
    return Object.freeze({
      get: method("GET"),
      post: method("POST"),
      put: method("PUT"),
      patch: method("PATCH"),
      delete: method("DELETE"),
    });
  }

  function kept(text) {
    const { value, unreachable } = JSON.parse(text);
    if (unreachable !== undefined) {
      throw new Unreachable(unreachable, false);
    }
    return value;
  }

  const store = Object.freeze({
    get: async (key) => kept(host.store("get", String(key), "", 0)),
    put: async (key, value, { keep } = {}) => {
      const text = JSON.stringify(value);
      if (text === undefined) {
        throw new TypeError("a value that JSON can hold");
      }
      if (keep !== undefined && !(Number(keep) > 0)) {
        throw new TypeError("keep is a number of seconds above 0");
      }
      kept(host.store("put", String(key), text, keep === undefined ? 0 : Number(keep)));
    },
    delete: async (key) => void kept(host.store("delete", String(key), "", 0)),
  });

  return function (main, callText, apiNames) {
    const { args, call } = JSON.parse(callText);
    call.say = (text) => void host.say(String(text));
    call.transfer = (target) => void host.transfer(String(target));
    call.end = () => void host.end();
    const tools = Object.freeze({
      api: Object.freeze(Object.fromEntries(JSON.parse(apiNames).map((name) => [name, api(name)]))),
      call: Object.freeze(call),
      store,
      log: (...what) => host.log(what.map(String).join(" ")),
      refuse: (reason) => {
        throw new Refusal(String(reason));
      },
      retry: (reason) => {
        throw new Retry(String(reason));
      },
    });
    (async () => JSON.stringify({ ok: (await main(args, tools)) ?? {} }))().then(
      (result) => host.done(result),
      (error) => {
        if (error instanceof Refusal) {
          host.done(JSON.stringify({ refused: error.message }));
        } else if (error instanceof Retry) {
          host.done(JSON.stringify({ retry: error.message }));
        } else if (error instanceof Unreachable) {
          host.done(JSON.stringify({ unreachable: error.message, final: error.final }));
        } else {
          host.done(JSON.stringify({ threw: String(error), at: String(error?.stack ?? "") }));
        }
      },
    );
  };
});
