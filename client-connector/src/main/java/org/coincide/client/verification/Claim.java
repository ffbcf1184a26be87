package org.coincide.client.verification;

import java.util.Optional;
import org.coincide.client.contract.Envelope;
import org.coincide.client.contract.Information;
import org.coincide.client.contract.Processing;
import org.coincide.client.contract.Refusal;
import org.coincide.client.contract.Statuses;
import org.coincide.client.contract.TradingMessage;

/** What a message claims, beside what this client knows: all that a rule looks at. */
record Claim(String clientId, TradingMessage message, Books books, Transitions transitions) {

    Envelope envelope() {
        return message.envelope();
    }

    Optional<TradingMessage.OfInformation> informationMessage() {
        return message instanceof TradingMessage.OfInformation information
                ? Optional.of(information)
                : Optional.empty();
    }

    Optional<Information> information() {
        return informationMessage().map(TradingMessage.OfInformation::data);
    }

    /** Whether it is about a trade that must have begun: all but the first information, and no refusal. */
    boolean goesOn() {
        return processing().isPresent()
                || information().filter(data -> data.revision() > 1).isPresent();
    }

    Optional<Processing> processing() {
        return message instanceof TradingMessage.OfProcessing processing
                ? Optional.of(processing.data())
                : Optional.empty();
    }

    Optional<Refusal> refusal() {
        return message instanceof TradingMessage.OfRefusal refusal ? Optional.of(refusal.data()) : Optional.empty();
    }

    /** The trade that the message is about, as the ledger holds it. */
    Optional<Trade> trade() {
        return refusal().isPresent() ? Optional.empty() : books.trade(envelope().subject());
    }

    /** The order that the information or the refusal is about, as this client sent it. */
    Optional<SentOrder> order() {
        return orderReference().flatMap(books::order);
    }

    Optional<String> orderReference() {
        return information()
                .map(Information::orderReference)
                .or(() -> refusal().filter(Refusal::ofOrder).map(Refusal::orderReference));
    }

    Optional<Statuses> statuses() {
        return information().map(Information::statuses).or(() -> processing().map(Processing::statuses));
    }
}
