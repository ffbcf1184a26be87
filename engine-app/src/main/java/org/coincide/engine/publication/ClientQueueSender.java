package org.coincide.engine.publication;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.coincide.engine.broker.AbortableConnectionFactory;
import org.coincide.engine.journal.JournalRow;
import org.coincide.engine.signatures.MessageSigner;
import org.coincide.engine.tracing.TradeSpans;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/** Sends messages to clients: each message to the queue of the client of its row. No other class sends to clients. */
@Component
class ClientQueueSender {

    private static final String PREFIX = "trading.client.";

    private final SimpleAsyncTaskExecutor ahead = new SimpleAsyncTaskExecutor("relay-ahead-");
    private final JmsPoolConnectionFactory connections;
    private final MessageSigner signer;
    private final TradeSpans spans;

    /** A message that is ready to be sent. */
    record SignedMessage(JournalRow row, EventAttributes attributes, String signature) {}

    ClientQueueSender(JmsPoolConnectionFactory connections, MessageSigner signer, TradeSpans spans) {
        this.spans = spans;
        this.connections = connections;
        this.signer = signer;
    }

    /** Signs and parses messages, outside of any database transaction. All cores share the work. */
    private List<SignedMessage> sign(List<JournalRow> rows) {
        return rows.parallelStream().map(this::signed).toList();
    }

    /** Signs messages to one client and transmits them, without the commit. A failure is thrown by the commit. */
    Transmission transmit(List<JournalRow> rows) {
        return begin(sign(rows));
    }

    /** Does the same in another thread, while the caller commits other messages. */
    CompletableFuture<Transmission> transmitAhead(List<JournalRow> rows) {
        return ahead.submitCompletable(() -> transmit(rows));
    }

    /**
     * Commits messages that were transmitted.
     *
     * @throws org.springframework.jms.JmsException if the broker did not accept the messages; then it has accepted none
     */
    void commit(Transmission transmission) {
        transmission.commit();
        List<SignedMessage> sent = transmission.messages();
        spans.sent(
                queue(sent),
                sent.stream().map(signed -> signed.attributes().traceparent()).toList());
    }

    /**
     * Transmits messages to one client in one JMS transaction, and commits it.
     *
     * @throws org.springframework.jms.JmsException if the broker did not accept the messages; then it has accepted none
     */
    void send(List<SignedMessage> messages) {
        commit(begin(messages));
    }

    private Transmission begin(List<SignedMessage> messages) {
        return Transmission.begin(connections, queue(messages), messages);
    }

    private static String queue(List<SignedMessage> messages) {
        return PREFIX + messages.get(0).row().clientId();
    }

    private SignedMessage signed(JournalRow row) {
        return new SignedMessage(row, EventAttributes.of(row.body()), signer.sign(row.body()));
    }

    /**
     * Aborts and closes all pooled connections, so that the next send opens a new one. The pool does not detect every connection that
     * breaks, and would keep handing out a broken one. Can be called while another thread waits for the broker.
     */
    void abortConnections() {
        if (connections.getConnectionFactory() instanceof AbortableConnectionFactory factory) {
            factory.abort();
        }
        connections.clear();
    }
}
