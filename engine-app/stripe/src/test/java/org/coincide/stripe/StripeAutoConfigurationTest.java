package org.coincide.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.coincide.engine.adapters.Webhook;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StripeAutoConfigurationTest {

    private static final String PREFIX = "coincide.payment.stripe.";

    private final ApplicationContextRunner server = new ApplicationContextRunner()
            .withBean(Clock.class, Clock::systemUTC)
            .withConfiguration(AutoConfigurations.of(StripeAutoConfiguration.class));

    private final ApplicationContextRunner configured = server.withPropertyValues(
            "coincide.payment.provider=stripe",
            PREFIX + "api-key=sk_test_1",
            PREFIX + "webhook-secret=whsec_1",
            PREFIX + "return-url=https://shop.example/return");

    @Test
    void theAdapterIsThereWhereItIsSelected() {
        configured.run(context -> assertThat(context)
                .hasSingleBean(PaymentProvider.class)
                .getBean(Webhook.class)
                .extracting(Webhook::name)
                .isEqualTo("stripe"));
    }

    @Test
    void theAdapterIsAbsentWhereAnotherIsSelected() {
        server.withPropertyValues("coincide.payment.provider=other")
                .run(context -> assertThat(context).doesNotHaveBean(PaymentProvider.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-key", "webhook-secret", "return-url"})
    void aMissingSettingIsNamed(String setting) {
        configured
                .withPropertyValues(PREFIX + setting + "=")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(PREFIX + setting));
    }
}
