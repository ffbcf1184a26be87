package org.coincide.engine.outages;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.coincide.engine.delivery.carrier.CarrierUnavailableException;
import org.coincide.engine.payment.bank.BankUnavailableException;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jms.JmsException;
import org.springframework.jms.support.converter.MessageConversionException;

/** The systems beside the server whose outage makes work fail again and again until it passes, in the order in which a failure is classified. */
enum UnavailableSystem {
    PAYMENT_PROVIDER("the payment provider", ProviderUnavailableException.class::isInstance),
    BANK("the bank", BankUnavailableException.class::isInstance),
    CARRIER("the carrier", CarrierUnavailableException.class::isInstance),
    DATABASE("the database", null) {
        @Override
        boolean isCauseOf(Throwable failure) {
            return DatabaseOutage.isCauseOf(failure);
        }
    },
    BROKER("the broker", UnavailableSystem::isBrokerFailure),
    /** An adapter or a delegate of one's own that does not name the partner. */
    PARTNER("a partner", UnavailableSystem::isUnreachable);

    private final String subject;
    private final Predicate<Throwable> signs;

    UnavailableSystem(String subject, Predicate<Throwable> signs) {
        this.subject = subject;
        this.signs = signs;
    }

    /** The unavailable system, as the end of "failed because of". */
    String subject() {
        return subject;
    }

    static Optional<UnavailableSystem> of(Throwable failure) {
        return Stream.of(values()).filter(system -> system.isCauseOf(failure)).findFirst();
    }

    boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(signs);
    }

    /** The root cause, after the exception that names the partner and its request, if there is one. */
    String causeOf(Throwable failure) {
        String root = NestedExceptionUtils.getMostSpecificCause(failure).toString();
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> signs != null && signs.test(cause))
                .map(Throwable::toString)
                .filter(named -> !named.equals(root))
                .findFirst()
                .map(named -> named + "; " + root)
                .orElse(root);
    }

    private static boolean isBrokerFailure(Throwable cause) {
        return cause instanceof JmsException && !(cause instanceof MessageConversionException)
                || cause instanceof JMSException && !(cause instanceof MessageFormatException);
    }

    private static boolean isUnreachable(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SocketTimeoutException
                || cause instanceof HttpTimeoutException;
    }
}
