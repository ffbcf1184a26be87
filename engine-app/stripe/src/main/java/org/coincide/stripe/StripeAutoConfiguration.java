package org.coincide.stripe;

import com.stripe.StripeClient;
import java.time.Clock;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;

/** Provides the adapter if {@code coincide.payment.provider} is {@code stripe}. */
@AutoConfiguration
@ConditionalOnProperty(name = "coincide.payment.provider", havingValue = "stripe")
@EnableConfigurationProperties(StripeProperties.class)
class StripeAutoConfiguration {

    @Bean
    StripeProvider stripeProvider(StripeProperties properties, Clock clock) {
        require("api-key", properties.apiKey(), "the secret key of the account, sk_…");
        require("return-url", properties.returnUrl(), "the page to which the holder of a card returns");
        return new StripeProvider(client(properties), properties, clock);
    }

    @Bean
    StripeWebhook stripeWebhook(StripeProperties properties, ObjectProvider<PaymentEvents> events) {
        require("webhook-secret", properties.webhookSecret(), "the signing secret of the webhook endpoint, whsec_…");
        return new StripeWebhook(properties, event -> events.getObject().report(event));
    }

    static StripeClient client(StripeProperties properties) {
        StripeClient.StripeClientBuilder builder = StripeClient.builder()
                .setApiKey(properties.apiKey())
                .setConnectTimeout((int) properties.connectTimeout().toMillis())
                .setReadTimeout((int) properties.readTimeout().toMillis())
                .setMaxNetworkRetries(properties.networkRetries());
        if (StringUtils.hasText(properties.apiBase())) {
            builder.setApiBase(properties.apiBase());
        }
        return builder.build();
    }

    private static void require(String name, String value, String meaning) {
        if (!StringUtils.hasText(value)) {
            throw new InvalidConfigurationPropertyValueException(
                    "coincide.payment.stripe." + name,
                    value,
                    "coincide.payment.provider is stripe. Set " + meaning + ".");
        }
    }
}
