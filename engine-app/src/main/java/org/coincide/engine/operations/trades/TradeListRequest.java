package org.coincide.engine.operations.trades;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.engine.input.InputTimes;
import org.coincide.engine.operations.trades.TradeConditions.Flag;
import org.coincide.engine.trade.TradeSearch.Condition;
import org.coincide.engine.trade.TradeSearch.Lifecycle;
import org.coincide.engine.trade.TradeSearch.Query;
import org.coincide.engine.trade.TradeSearch.Sort;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;

/** Reads the parameters of the list of trades. Refuses unknown names, repeated names and invalid values. */
final class TradeListRequest {

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_OFFSET = 10_000_000;
    private static final int MAX_TEXT = 64;

    private static final Map<Lifecycle, Class<? extends Enum<?>>> STATUSES = new EnumMap<>(Map.of(
            Lifecycle.ORDER, OrderStatus.class,
            Lifecycle.DELIVERY, DeliveryStatus.class,
            Lifecycle.PAYMENT, PaymentStatus.class));

    private static final Set<String> NAMES = Stream.of(
                    Stream.of("q", "client", "order", "delivery", "payment", "state", "since"),
                    Arrays.stream(Flag.values()).map(Flag::parameter),
                    Stream.of("sort", "limit", "offset"))
            .flatMap(names -> names)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    private final MultiValueMap<String, String> parameters;

    private TradeListRequest(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** @throws ErrorResponseException 400 if a parameter is unknown or invalid */
    static Query parse(MultiValueMap<String, String> parameters, TradeConditions conditions) {
        var request = new TradeListRequest(parameters);
        request.refuseUnknown();
        return new Query(
                request.text("q"),
                request.text("client"),
                request.statuses(),
                request.closed(),
                request.since(),
                request.flags(conditions),
                request.sort(),
                request.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
                request.number("offset", 0, 0, MAX_OFFSET));
    }

    private void refuseUnknown() {
        parameters.forEach((name, values) -> {
            if (!NAMES.contains(name)) {
                throw invalid("The parameter " + name + " is unknown. Use " + String.join(", ", NAMES) + ".");
            }
            if (values.size() > 1) {
                throw invalid("The parameter " + name + " is repeated. Send it once; separate statuses by commas.");
            }
        });
    }

    private String text(String name) {
        String value = parameters.getFirst(name);
        if (value != null && value.length() > MAX_TEXT) {
            throw invalid("The parameter " + name + " is longer than " + MAX_TEXT + " characters. Shorten it.");
        }
        return value == null || value.isBlank() ? null : value;
    }

    private Map<Lifecycle, Set<String>> statuses() {
        Map<Lifecycle, Set<String>> statuses = new EnumMap<>(Lifecycle.class);
        STATUSES.forEach((lifecycle, type) -> {
            String name = lifecycle.name().toLowerCase(Locale.ROOT);
            String value = parameters.getFirst(name);
            if (value != null && !value.isEmpty()) {
                List<String> known = names(type);
                Set<String> chosen = new LinkedHashSet<>(List.of(value.split(",", -1)));
                chosen.forEach(status -> oneOf(name, status, known));
                statuses.put(lifecycle, chosen);
            }
        });
        return statuses;
    }

    private Boolean closed() {
        String state = parameters.getFirst("state");
        return state == null
                ? null
                : oneOf("state", state, List.of("open", "finished")).equals("finished");
    }

    private Instant since() {
        String since = parameters.getFirst("since");
        try {
            return since == null ? null : InputTimes.instant(since);
        } catch (DateTimeException invalid) {
            throw invalid("The parameter since is " + since + ". Send a time such as 2026-11-28T00:00:00Z, "
                    + InputTimes.YEARS + ".");
        }
    }

    private List<Condition> flags(TradeConditions conditions) {
        List<Condition> wanted = new ArrayList<>();
        for (Flag flag : EnumSet.allOf(Flag.class)) {
            String value = parameters.getFirst(flag.parameter());
            if (value != null
                    && oneOf(flag.parameter(), value, List.of("true", "false")).equals("true")) {
                wanted.add(conditions.of(flag));
            }
        }
        return wanted;
    }

    private Sort sort() {
        String sort = parameters.getFirst("sort");
        return sort == null ? Sort.NEWEST : Sort.valueOf(oneOf("sort", sort, names(Sort.class)));
    }

    private int number(String name, int byDefault, int min, int max) {
        String value = parameters.getFirst(name);
        if (value == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw invalid(outOfRange(name, value, min, max));
        }
        throw invalid(outOfRange(name, value, min, max));
    }

    private static String outOfRange(String name, String value, int min, int max) {
        return "The parameter " + name + " is " + value + ". Send a number from " + min + " to " + max + ".";
    }

    private static String oneOf(String name, String value, List<String> known) {
        if (!known.contains(value)) {
            throw invalid("The parameter " + name + " is " + value + ". Send one of " + String.join(", ", known) + ".");
        }
        return value;
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    private static ErrorResponseException invalid(String detail) {
        ErrorResponseException problem = new ErrorResponseException(HttpStatus.BAD_REQUEST);
        problem.setDetail(detail);
        return problem;
    }
}
