package io.parley.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads where callers may be put through. */
final class TransferLoader {
    private static final String TRANSFER =
            "a SIP address, or keys and values such as { to: sip:desk@example.org, way: attended }";
    private static final String ADDRESS = "a SIP address such as sip:desk@example.org";

    private TransferLoader() {}

    /** @param transfers by the names that the file gives them */
    static Map<String, TransferSpec> load(YamlMap transfers) {
        Map<String, TransferSpec> all = new LinkedHashMap<>();
        transfers.values().forEach((name, value) -> transfer(value).ifPresent(spec -> all.put(name, spec)));
        return all;
    }

    private static Optional<TransferSpec> transfer(YamlValue value) {
        if (value.isText()) {
            return value.text().map(TransferSpec::blind);
        }
        YamlMap transfer = value.map(TRANSFER);
        if (!transfer.usable()) {
            return Optional.empty();
        }
        Optional<String> to = transfer.required("to", ADDRESS).flatMap(YamlValue::text);
        TransferSpec.Way way = transfer.oneOf("way", TransferSpec.Way.BLIND);
        String trunk = transfer.textOrNull("trunk");
        String brief = transfer.textOrNull("brief");
        Duration ring = transfer.duration("ring", TransferSpec.DEFAULT_RING);
        String context = transfer.textOrNull("context");
        transfer.finish();
        return to.flatMap(address -> transfer.build(() -> new TransferSpec(address, way, trunk, brief, ring, context)));
    }
}
