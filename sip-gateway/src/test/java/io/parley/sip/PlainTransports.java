package io.parley.sip;

import io.parley.config.Transport;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.EnumSource;

/** The transports in clear: SIPp, Kamailio's configuration and raw peers speak no other. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@EnumSource(
        value = Transport.class,
        names = {"UDP", "TCP"})
public @interface PlainTransports {}
