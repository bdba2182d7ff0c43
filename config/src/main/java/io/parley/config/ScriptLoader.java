package io.parley.config;

import io.parley.config.ActionSpec.Script;
import io.parley.config.ActionSpec.Script.Api;
import io.parley.config.ActionSpec.Script.Notes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an action's script and what it may reach. */
final class ScriptLoader {
    private static final String SCRIPT = "the script: file, arguments and the APIs that it may reach";
    private static final String FILE = "a file of JavaScript beside this one, such as orders.js";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}\\.m?js");

    private ScriptLoader() {}

    /** @param folder where the script's file lies */
    static Optional<Script> load(YamlValue value, Path folder) {
        YamlMap script = value.map(SCRIPT);
        if (!script.usable()) {
            return Optional.empty();
        }
        Optional<YamlValue> written = script.required("file", FILE);
        Optional<String> file = written.flatMap(YamlValue::text);
        List<String> arguments = script.textList("arguments");
        Map<String, Api> apis = new LinkedHashMap<>();
        script.map("apis").values().forEach((name, api) -> api(api).ifPresent(read -> apis.put(name, read)));
        Notes notes = notes(script, folder);
        List<String> transfers = script.textList("transfers");
        script.finish();
        Optional<String> source = file.flatMap(name -> source(written.get(), name, folder));
        return source.flatMap(
                text -> script.build(() -> new Script(file.get(), text, arguments, apis, notes, transfers)));
    }

    private static @Nullable Notes notes(YamlMap script, Path folder) {
        if (script.value("store").isEmpty()) {
            return null;
        }
        YamlMap store = script.map("store");
        Duration keep = store.duration("keep", Notes.DEFAULT_KEEP);
        store.finish();
        return script.build(() -> new Notes(AgentLoader.id(folder), keep)).orElse(null);
    }

    private static Optional<String> source(YamlValue at, String name, Path folder) {
        Path path = folder.resolve(name);
        if (!NAME.matcher(name).matches() || !Files.isRegularFile(path)) {
            at.wrong(FILE);
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length > Script.MAX_BYTES) {
                at.wrong("a file of at most " + Script.MAX_BYTES + " bytes");
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            at.wrong("a file of UTF-8 text");
            return Optional.empty();
        } catch (IOException e) {
            at.wrong("a file that can be read");
            return Optional.empty();
        }
    }

    private static Optional<Api> api(YamlValue value) {
        if (value.isText()) {
            return value.parsed(url -> new Api(url, Map.of()));
        }
        YamlMap api = value.map("an address, or url and headers");
        Optional<String> url = api.required("url", "an address that begins with http://, https:// or ${env:NAME}")
                .flatMap(YamlValue::text);
        Map<String, String> headers = api.texts("headers");
        api.finish();
        return url.flatMap(address -> api.build(() -> new Api(address, headers)));
    }
}
