package io.parley.sip;

import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One gateway and one telephone for many small test classes; they close with the last test of the run. */
final class SharedEndpoints implements BeforeAllCallback {
    private static TestGateway gateway;
    private static TestPhone phone;

    static TestGateway gateway() {
        return gateway;
    }

    static TestPhone phone() {
        return phone;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
        gateway = store.computeIfAbsent(TestGateway.class, key -> openGateway(), TestGateway.class);
        phone = store.computeIfAbsent(TestPhone.class, key -> openPhone(), TestPhone.class);
    }

    private static TestGateway openGateway() {
        GateLimits limits = new GateLimits(5_000, 1_000, 1_000, 100, 100, Duration.ofMinutes(3), 10_000);
        return new TestGateway(TestGateway.Options.standard().gate(limits));
    }

    private static TestPhone openPhone() {
        return new TestPhone(SipTimings.standard(Duration.ofMinutes(5)));
    }
}
