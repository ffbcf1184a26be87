package org.coincide.stripe;

import com.google.gson.annotations.SerializedName;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters that Stripe knows, by the classes that its client library generates from Stripe's OpenAPI description. Any other is
 * refused with {@code parameter_unknown}, as Stripe does, and a missing one with {@code parameter_missing}.
 */
final class FakeParameters {

    private static final Map<String, Class<?>> CLASSES = Map.of(
            "/v1/payment_intents", PaymentIntentCreateParams.class,
            "capture", PaymentIntentCaptureParams.class,
            "cancel", PaymentIntentCancelParams.class,
            "/v1/refunds", RefundCreateParams.class);

    private static final Map<String, List<String>> REQUIRED =
            Map.of("/v1/payment_intents", List.of("amount", "currency"));

    /** Longest name and value of metadata. */
    private static final int LONGEST_NAME = 40;

    private static final int LONGEST_VALUE = 500;

    private FakeParameters() {}

    static Optional<FakeStripe.Answer> objection(String path, Map<String, String> form) {
        String operation = path.endsWith("/capture") ? "capture" : path.endsWith("/cancel") ? "cancel" : path;
        Class<?> parameters = CLASSES.get(operation);
        if (parameters == null) {
            return Optional.empty();
        }
        Set<String> known = names(parameters);
        if (!form.keySet().stream().map(name -> name.split("\\[")[0]).allMatch(known::contains)) {
            return Optional.of(FakeErrors.invalid("parameter_unknown"));
        }
        if (!form.keySet().containsAll(REQUIRED.getOrDefault(operation, List.of()))) {
            return Optional.of(FakeErrors.invalid("parameter_missing"));
        }
        boolean fits = form.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("metadata["))
                .allMatch(entry -> entry.getKey().length() - "metadata[]".length() <= LONGEST_NAME
                        && entry.getValue().length() <= LONGEST_VALUE);
        return fits ? Optional.empty() : Optional.of(FakeErrors.invalid("parameter_invalid_string_too_long"));
    }

    private static Set<String> names(Class<?> parameters) {
        return Arrays.stream(parameters.getDeclaredFields())
                .map(field -> field.getAnnotation(SerializedName.class))
                .filter(name -> name != null)
                .map(SerializedName::value)
                .collect(Collectors.toUnmodifiableSet());
    }
}
