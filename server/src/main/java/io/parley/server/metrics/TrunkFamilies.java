package io.parley.server.metrics;

import io.parley.sip.RegistrationStatus;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** How it stands with the trunks that we register with, as metrics. */
final class TrunkFamilies extends Collector {
    private final Supplier<List<RegistrationStatus>> registrations;

    TrunkFamilies(Supplier<List<RegistrationStatus>> registrations) {
        this.registrations = registrations;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily state = new GaugeMetricFamily(
                "parley_trunk_registration",
                "1 for the state that the registration with a trunk is in, else 0.",
                List.of("trunk", "state"));
        GaugeMetricFamily expires = new GaugeMetricFamily(
                "parley_trunk_registration_expires_seconds",
                "Until the registration with a trunk ends, if it is not refreshed; 0 where there is none.",
                List.of("trunk"));
        for (RegistrationStatus each : registrations.get()) {
            for (RegistrationStatus.State one : RegistrationStatus.State.values()) {
                List<String> labels = List.of(each.trunk(), one.name().toLowerCase(Locale.ROOT));
                state.addMetric(labels, each.state() == one ? 1 : 0);
            }
            expires.addMetric(List.of(each.trunk()), each.expiresSeconds());
        }
        return List.of(state, expires);
    }
}
