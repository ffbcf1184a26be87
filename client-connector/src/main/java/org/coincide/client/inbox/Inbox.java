package org.coincide.client.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.signatures.SignedMessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Processes batches of messages; falls back to single messages if a batch fails because of one of its messages. */
@Service
class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final SignedMessageReader reader;
    private final BatchProcessor processor;
    private final BatchReportPublisher reports;
    private final InboxProperties properties;

    Inbox(
            SignedMessageReader reader,
            BatchProcessor processor,
            BatchReportPublisher reports,
            InboxProperties properties) {
        this.reader = reader;
        this.processor = processor;
        this.reports = reports;
        this.properties = properties;
    }

    /**
     * Processes and stores the messages. Returns true if all of them can be acknowledged, and false if some must be
     * redelivered; those already stored are duplicates then. Throws transient failures.
     */
    boolean process(List<ReceivedMessage> messages) {
        int end = firstPart(messages);
        var part = messages.subList(0, end);
        var rest = messages.subList(end, messages.size());
        if (rest.isEmpty()) {
            return processPart(part);
        }
        return processPart(part) && process(announcesKey(part.get(end - 1)) ? readAgain(rest) : rest);
    }

    /** The messages after an announcement can be signed with the announced key, and were read before it was trusted. */
    private List<ReceivedMessage> readAgain(List<ReceivedMessage> messages) {
        return messages.stream().map(message -> message.readAgain(reader)).toList();
    }

    /** Returns the number of messages up to the first one that ends a part; all if there is none. */
    private static int firstPart(List<ReceivedMessage> messages) {
        return IntStream.range(0, messages.size())
                        .filter(index -> announcesKey(messages.get(index)) || namesTrades(messages.get(index)))
                        .findFirst()
                        .orElse(messages.size() - 1)
                + 1;
    }

    private static boolean announcesKey(ReceivedMessage message) {
        return message.message().filter(TradingMessage.OfKey.class::isInstance).isPresent();
    }

    /** A statement can name hundreds of trades. Many of them, as pages of a full statement, would make one transaction too long. */
    private static boolean namesTrades(ReceivedMessage message) {
        return message.message().orElse(null) instanceof TradingMessage.OfStatement statement
                && !statement.data().trades().isEmpty();
    }

    private boolean processPart(List<ReceivedMessage> messages) {
        try {
            reports.publish(processor.process(messages));
            return true;
        } catch (RuntimeException e) {
            if (FailureClassifier.isTransient(e)) {
                throw e;
            }
            LOG.warn("A batch of {} messages failed; processing each message alone: {}", messages.size(), e.toString());
            return oneByOne(messages);
        }
    }

    /** Skips later messages of a trade with a failed message, to keep their order; other trades continue. */
    private boolean oneByOne(List<ReceivedMessage> messages) {
        Set<String> blockedTrades = new HashSet<>();
        boolean all = true;
        for (var message : messages) {
            if (blockedTrades.contains(String.valueOf(message.tradingId()))) {
                all = false;
            } else if (!processAlone(message)) {
                blockedTrades.add(String.valueOf(message.tradingId()));
                all = false;
            }
        }
        return all;
    }

    private boolean processAlone(ReceivedMessage message) {
        try {
            reports.publish(processor.process(List.of(message)));
            return true;
        } catch (RuntimeException e) {
            if (FailureClassifier.isTransient(e)) {
                throw e;
            }
            if (message.deliveryCount() < properties.attemptsPerMessage()) {
                LOG.warn(
                        "Message {} failed in delivery {} and will be retried: {}",
                        message.messageId(),
                        message.deliveryCount(),
                        e.toString());
                return false;
            }
            LOG.error(
                    "Message {} failed in {} deliveries and is quarantined",
                    message.messageId(),
                    message.deliveryCount(),
                    e);
            reports.publish(processor.quarantine(message, e));
            return true;
        }
    }
}
