package org.coincide.client.inbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.MessageDispatch;
import org.apache.activemq.command.MessageId;
import org.apache.activemq.transport.DefaultTransportListener;
import org.coincide.client.contract.ReadResult;

/**
 * Reads messages on other cores as soon as the broker has sent them, while the inbox's thread stores the batch before. A reading is used for
 * the same text and signature alone, and only if no key was announced or revoked since: then the message is read again.
 */
final class ReadAhead extends DefaultTransportListener {

    /** For a message that is read on receipt. */
    static final Early NONE = new Early(new FutureTask<>(() -> null), 0);

    private final JmsMessageReader reader;
    private final long limit;
    private final Map<MessageId, Early> waiting = new LinkedHashMap<>();
    private long size;
    private MessageId lastReceived;

    /** @param limit maximum size of the messages that are read and not received, in bytes */
    ReadAhead(JmsMessageReader reader, long limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** Begins to read a message, unless too many wait. The consumer takes its own copy of the message. */
    @Override
    public void onCommand(Object command) {
        if (command instanceof MessageDispatch dispatch && dispatch.getMessage() instanceof ActiveMQMessage message) {
            var copy = (ActiveMQMessage) message.copy();
            var early = new Early(new FutureTask<>(() -> reader.readText(copy)), message.getSize());
            if (add(message.getMessageId(), early)) {
                ForkJoinPool.commonPool().execute(early.task());
            }
        }
    }

    /** The broker sends all messages again that were not received. */
    @Override
    public void transportInterupted() {
        clear();
    }

    /**
     * Returns the early reading of a message that the inbox receives. Messages are received in the order in which they were sent: an earlier
     * one that is still here was dropped by the consumer, as a duplicate.
     */
    synchronized Early received(MessageId id) {
        lastReceived = id;
        if (!waiting.containsKey(id)) {
            return NONE;
        }
        var entries = waiting.entrySet().iterator();
        while (true) {
            var entry = entries.next();
            entries.remove();
            size -= entry.getValue().size();
            if (entry.getKey().equals(id)) {
                return entry.getValue();
            }
        }
    }

    /** Refuses a message that was received in the moment between its dispatch and the call of this listener. */
    private synchronized boolean add(MessageId id, Early early) {
        if (early.size() > limit - size || id.equals(lastReceived) || waiting.containsKey(id)) {
            return false;
        }
        waiting.put(id, early);
        size += early.size();
        return true;
    }

    private synchronized void clear() {
        waiting.clear();
        size = 0;
        lastReceived = null;
    }

    /**
     * The result of reading a text.
     *
     * @param keys number of changes of the trusted keys before the text was read
     */
    record Reading(String text, String signature, long keys, ReadResult result) {

        boolean isOf(String receivedText, String receivedSignature, long keysNow) {
            return keys == keysNow && text.equals(receivedText) && Objects.equals(signature, receivedSignature);
        }
    }

    /**
     * A reading that may not have begun.
     *
     * @param size of the message, in bytes
     */
    record Early(FutureTask<Reading> task, int size) {

        /** Returns the reading; empty if the message cannot be read ahead. Reads it now if no other core has begun. */
        Optional<Reading> reading() {
            task.run();
            try {
                return Optional.ofNullable(task.get());
            } catch (ExecutionException unreadable) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
