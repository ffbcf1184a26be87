package org.coincide.engine.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.coincide.engine.deadletters.DeadLetter;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.DeadLetters.Origin;
import org.coincide.engine.intake.ReceivedMessage.Signatures;
import org.coincide.engine.intake.ReceivedMessage.Text;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.json.StorableText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Processes dead letters again, as messages of the sender that the broker authenticated at their first delivery. They do not pass the broker
 * again, where the server would be their sender.
 */
@Component
public class DeadLetterProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProcessor.class);

    private final DeadLetters letters;
    private final List<QueueHandler> handlers;
    private final IntakeProperties properties;
    private final IdentityService identities;

    DeadLetterProcessor(
            DeadLetters letters, List<QueueHandler> handlers, IntakeProperties properties, IdentityService identities) {
        this.identities = identities;
        this.letters = letters;
        this.handlers = handlers;
        this.properties = properties;
    }

    /**
     * Processes a dead letter. The letter stays; its sender receives the answer as to any message.
     *
     * @return the reason why the letter cannot be processed; empty if it was
     */
    public Optional<String> process(long id) {
        Origin origin = letters.origin(id).orElseThrow();
        Optional<QueueHandler> handler = handlers.stream()
                .filter(candidate -> candidate.queue().equals(origin.queue()))
                .findFirst();
        if (handler.isEmpty()) {
            return Optional.of("The server does not read the queue " + origin.queue()
                    + " any more. Discard the message with a note.");
        }
        byte[] body = letters.body(id).orElseThrow();
        String text = new String(body, StandardCharsets.UTF_8);
        DeadLetter letter = letters.find(id).orElseThrow();
        boolean complete = letter.bodySize() == body.length;
        if (!complete
                || body.length == 0
                || body.length > properties.maxTextSize().toBytes()
                || !isText(text, body)) {
            return Optional.of("The message cannot be read. Ask its sender to correct it and to send it again.");
        }
        return handle(
                handler.get(),
                new Text(
                        origin.messageId(),
                        origin.sender(),
                        text,
                        new Signatures(origin.signature(), origin.orderSignature()),
                        letter.storedAt()));
    }

    /** The engine executes it with the rights of the server, as any message, and not with those of the operator of this request. */
    private Optional<String> handle(QueueHandler handler, Text message) {
        identities.clearAuthentication();
        try {
            return handler.handle(message).map(RefusalReason::text);
        } catch (RuntimeException failed) {
            if (ConnectivityFailure.isCauseOf(failed)) {
                throw failed;
            }
            LOG.error("Message {} of the dead letters failed again.", message.messageId(), failed);
            return Optional.of("The server failed to process the message again. The log has the cause.");
        }
    }

    private static boolean isText(String text, byte[] body) {
        return StorableText.firstInvalid(text).isEmpty() && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body);
    }
}
