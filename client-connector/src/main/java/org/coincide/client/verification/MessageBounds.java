package org.coincide.client.verification;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.client.contract.TradingProcessing;

/**
 * Bounds of the values in messages that people act on: the pages to which a required action may lead, and times.
 *
 * @param actionHosts hosts of the provider's pages; {@code *.provider.example} stands for all hosts below
 * @param timeAhead maximum time by which a message's {@code time} can be later than this client's clock
 * @param timeBehind maximum age of a message's {@code time}
 * @param dueAhead maximum time by which a deadline or a promised time can be later than this client's clock
 */
public record MessageBounds(
        Set<String> actionHosts, Duration timeAhead, Duration timeBehind, Duration dueAhead, Clock clock) {

    private static final String ANY_BELOW = "*";

    Optional<String> untrustedAction(TradingProcessing processing) {
        return Optional.ofNullable(processing.action())
                .filter(action -> !isTrusted(action.url()))
                .map(action ->
                        "the action's page is not of a host in coincide.verification.action-hosts: " + action.url());
    }

    Optional<String> timeOutOfBounds(VerificationContext context) {
        var now = clock.instant();
        return outside(context.envelope().time(), now.minus(timeBehind), now.plus(timeAhead))
                .map(time -> "the message's time is " + time + ", but this client's clock has " + now)
                .or(() -> context.processing().stream()
                        .flatMap(MessageBounds::dues)
                        .map(OffsetDateTime::parse)
                        .flatMap(due -> outside(due.toInstant(), now.minus(timeBehind), now.plus(dueAhead)).stream())
                        .findFirst()
                        .map(due -> "a deadline or promised time is " + due + ", but this client's clock has " + now));
    }

    private static Stream<String> dues(TradingProcessing processing) {
        return Stream.concat(
                Stream.ofNullable(processing.action()).map(action -> action.until()),
                Stream.concat(
                        Stream.ofNullable(processing.due()).flatMap(due -> due.values().stream()),
                        Stream.ofNullable(processing.invoices())
                                .flatMap(invoices -> invoices.stream())
                                .map(TradingProcessing.Invoice::due)));
    }

    private static Optional<Instant> outside(Instant time, Instant first, Instant last) {
        return time.isBefore(first) || time.isAfter(last) ? Optional.of(time) : Optional.empty();
    }

    /** Accepts {@code http} and {@code https} without user information, which could disguise the host. */
    private boolean isTrusted(String url) {
        try {
            var uri = new URI(url);
            return Set.of("http", "https")
                            .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && actionHosts.stream().anyMatch(host -> isOf(host, uri.getHost()));
        } catch (URISyntaxException invalid) {
            return false;
        }
    }

    private static boolean isOf(String allowed, String host) {
        return allowed.startsWith(ANY_BELOW)
                ? host.toLowerCase(Locale.ROOT)
                        .endsWith(allowed.substring(ANY_BELOW.length()).toLowerCase(Locale.ROOT))
                : allowed.equalsIgnoreCase(host);
    }
}
