package io.parley.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads who may call, be called and register: {@code trunks}, {@code users} and {@code registrar} of parley.yaml. */
final class PeersLoader {
    private static final String ADDRESSES = "a list of addresses or blocks, such as [192.0.2.0/24]";

    private final Function<YamlValue, Optional<Path>> path;

    /** @param path reads a path of the file */
    PeersLoader(Function<YamlValue, Optional<Path>> path) {
        this.path = path;
    }

    Map<String, Trunk> trunks(YamlMap root) {
        Map<String, Trunk> trunks = new LinkedHashMap<>();
        for (YamlValue item : root.list("trunks")) {
            YamlMap trunk = item.map("a trunk such as { name: carrier, addresses: [192.0.2.0/24] }");
            trunk(trunk).ifPresent(built -> trunks.put(item.path(), built));
        }
        return trunks;
    }

    private Optional<Trunk> trunk(YamlMap trunk) {
        Optional<String> name =
                trunk.required("name", "a name for logs and metrics").flatMap(YamlValue::text);
        boolean registers = trunk.value("register").isPresent();
        // A peer that we register with calls from where it is registered, so that its address need not be known.
        Optional<YamlValue> written = registers ? trunk.value("addresses") : trunk.required("addresses", ADDRESSES);
        Optional<List<String>> addresses = written.isEmpty() && registers
                ? Optional.of(List.of())
                : written.flatMap(value -> value.items(ADDRESSES, YamlValue::text));
        boolean nat = trunk.bool("nat", false);
        int busy = trunk.integer("busy", 503);
        Optional<TrunkRegistration> registration = registers ? registration(trunk.map("register")) : Optional.empty();
        Optional<TrunkPolicy> policy = policy(trunk);
        trunk.finish();
        if (written.isPresent() && addresses.filter(List::isEmpty).isPresent()) {
            trunk.wrong("addresses", "", "at least one address or block");
        }
        return name.isPresent() && addresses.isPresent() && registers == registration.isPresent() && policy.isPresent()
                ? trunk.build(() ->
                        new Trunk(name.get(), addresses.get(), nat, busy, registration.orElse(null), policy.get()))
                : Optional.empty();
    }

    private static Optional<TrunkPolicy> policy(YamlMap trunk) {
        boolean trusted = trunk.bool("trusted", false);
        Optional<YamlValue> written = trunk.value("headers");
        Optional<List<String>> headers = written.isEmpty()
                ? Optional.of(List.of())
                : written.get().items("a list of names such as [X-Customer]", YamlValue::text);
        int redirects = trunk.integer("redirects", 0);
        boolean refer = trunk.bool("accept-refer", false);
        SrtpPolicy srtp = trunk.oneOf("srtp", SrtpPolicy.OPTIONAL);
        Optional<CodecPolicy> codecs = CodecPolicy.read(trunk);
        return headers.flatMap(names -> codecs.flatMap(
                order -> trunk.build(() -> new TrunkPolicy(trusted, names, redirects, refer, srtp, order))));
    }

    private Optional<TrunkRegistration> registration(YamlMap register) {
        String expected = "a list of servers, such as [sip:pbx.example.org]";
        Optional<List<String>> servers =
                register.required("servers", expected).flatMap(value -> value.items(expected, YamlValue::text));
        Optional<String> user =
                register.required("user", "the name to register").flatMap(YamlValue::text);
        String domain = register.textOrNull("domain");
        String authUser = register.textOrNull("auth-user");
        String realm = register.textOrNull("realm");
        Optional<Secret> password = secret(register);
        var expires = register.duration("expires", TrunkRegistration.EXPIRES);
        var keepAlive = register.duration("keep-alive", TrunkRegistration.KEEP_ALIVE);
        register.finish();
        if (servers.isEmpty() || user.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        return register.build(() -> new TrunkRegistration(
                servers.get(), user.get(), domain, authUser, realm, password.get(), expires, keepAlive));
    }

    private Optional<Secret> secret(YamlMap map) {
        String env = map.textOrNull("password-env");
        Optional<Path> file = map.value("password-file").flatMap(this::secretFile);
        boolean badFile = map.has("password-file") && file.isEmpty();
        return badFile ? Optional.empty() : map.build(() -> new Secret(env, file.orElse(null)));
    }

    private Optional<Path> secretFile(YamlValue value) {
        Optional<Path> file = path.apply(value);
        file.filter(found -> !Files.isReadable(found))
                .ifPresent(found -> value.wrong("a file that can be read (" + found + " cannot)"));
        return file;
    }

    RegistrarConfig registrar(YamlMap root) {
        List<UserSpec> users = users(root);
        RegistrarConfig none = RegistrarConfig.NONE;
        YamlMap map = root.map("registrar");
        String realm = map.text("realm", none.realm());
        List<String> addresses = map.value("addresses")
                .flatMap(value -> value.items(ADDRESSES, YamlValue::text))
                .orElse(none.addresses());
        List<RegistrarConfig.Digest> digests = map.value("digests")
                .flatMap(value ->
                        value.items("a list such as [sha-256, md5]", item -> item.oneOf(RegistrarConfig.Digest.class)))
                .orElse(none.digests());
        RegistrarConfig.Calls calls = map.oneOf("calls", none.calls());
        var minExpires = map.duration("min-expires", none.minExpires());
        var maxExpires = map.duration("max-expires", none.maxExpires());
        int perUser = map.integer("per-user", none.perUser());
        int bindings = map.integer("bindings", none.bindings());
        boolean nat = map.bool("nat", none.nat());
        map.finish();
        return root.build(() -> new RegistrarConfig(
                        users, realm, addresses, digests, calls, minExpires, maxExpires, perUser, bindings, nat))
                .orElse(none);
    }

    private List<UserSpec> users(YamlMap root) {
        Map<String, UserSpec> users = new LinkedHashMap<>();
        for (YamlValue item : root.list("users")) {
            YamlMap map = item.map("a user such as { name: ann, password-env: ANN_PASSWORD }");
            user(map).ifPresent(user -> {
                if (users.putIfAbsent(user.name(), user) != null) {
                    map.wrong("name", user.name(), RegistrarConfig.ONCE);
                }
            });
        }
        return List.copyOf(users.values());
    }

    private Optional<UserSpec> user(YamlMap user) {
        Optional<String> name = user.required("name", "the name it registers").flatMap(YamlValue::text);
        String ha1 = user.textOrNull("ha1");
        boolean hasPassword = user.has("password-env") || user.has("password-file");
        Optional<Secret> password = hasPassword ? secret(user) : Optional.empty();
        user.value("password-env"); // known, also where there is none
        user.value("password-file");
        user.finish();
        return name.isPresent() && hasPassword == password.isPresent()
                ? user.build(() -> new UserSpec(name.get(), password.orElse(null), ha1))
                : Optional.empty();
    }
}
