package org.coincide.client.verification;

import java.util.Optional;
import org.coincide.client.contract.Envelope;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.Statuses;
import org.coincide.client.contract.TradingInformation;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.contract.TradingProcessing;

/** What a message claims, beside what this client knows: all that a rule looks at. */
record VerificationContext(String clientId, TradingMessage message, LedgerView books, Transitions transitions) {

    Envelope envelope() {
        return message.envelope();
    }

    Optional<TradingMessage.OfInformation> informationMessage() {
        return message instanceof TradingMessage.OfInformation information
                ? Optional.of(information)
                : Optional.empty();
    }

    Optional<TradingInformation> information() {
        return informationMessage().map(TradingMessage.OfInformation::data);
    }

    /** Whether it is about a trade that must have begun: all but the first information, and no refusal. */
    boolean goesOn() {
        return processing().isPresent()
                || information().filter(data -> data.revision() > 1).isPresent();
    }

    Optional<TradingProcessing> processing() {
        return message instanceof TradingMessage.OfProcessing processing
                ? Optional.of(processing.data())
                : Optional.empty();
    }

    Optional<RefusalReport> refusal() {
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
                .map(TradingInformation::orderReference)
                .or(() -> refusal().filter(RefusalReport::ofOrder).map(RefusalReport::orderReference));
    }

    Optional<Statuses> statuses() {
        return information().map(TradingInformation::statuses).or(() -> processing()
                .map(TradingProcessing::statuses));
    }
}
