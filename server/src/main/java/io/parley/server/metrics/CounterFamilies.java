package io.parley.server.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A module's counter enum as metrics: the name in lower case behind a prefix, the sentence as help. Counts of nanoseconds
 * ({@code …_NANOS}) become seconds, Prometheus' unit.
 */
final class CounterFamilies<E extends Enum<E>> extends Collector {
    private static final String NANOS = "_nanos";

    private final String prefix;
    private final List<E> counters;
    private final Function<E, String> sentence;
    private final Predicate<E> gauge;
    private final ToLongFunction<E> value;

    CounterFamilies(
            String prefix, E[] counters, Function<E, String> sentence, Predicate<E> gauge, ToLongFunction<E> value) {
        this.prefix = prefix;
        this.counters = List.of(counters);
        this.sentence = sentence;
        this.gauge = gauge;
        this.value = value;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        for (E counter : counters) {
            String name = prefix + counter.name().toLowerCase(Locale.ROOT);
            double count = value.applyAsLong(counter);
            if (name.endsWith(NANOS)) {
                name = name.substring(0, name.length() - NANOS.length()) + "_seconds";
                count /= NANOSECONDS_PER_SECOND;
            }
            String help = sentence.apply(counter);
            families.add(
                    gauge.test(counter)
                            ? new GaugeMetricFamily(name, help, count)
                            : new CounterMetricFamily(name, help, count));
        }
        return families;
    }
}
