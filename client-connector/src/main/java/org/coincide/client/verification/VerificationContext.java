package org.coincide.client.verification;

import java.util.Optional;
import org.coincide.client.contract.Envelope;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.Statuses;
import org.coincide.client.contract.TradingInformation;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.contract.TradingMessage.Statement;
import org.coincide.client.contract.TradingProcessing;

/** Input of the rules: a message, and the client's sent orders and ledger to compare it with. */
record VerificationContext(
        String clientId, TradingMessage message, LedgerView ledger, Transitions transitions, MessageBounds bounds) {

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

    /** Returns true for messages about an existing trade: all but first trading information and refusals. */
    boolean requiresTrade() {
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

    Optional<Statement> statement() {
        return message instanceof TradingMessage.OfStatement statement
                ? Optional.of(statement.data())
                : Optional.empty();
    }

    /** The client that the message names. */
    Optional<String> addressee() {
        return information().map(TradingInformation::clientId).or(() -> statement()
                .map(Statement::clientId));
    }

    /** Returns whether the message belongs to no trade's sequence: a refusal, a statement or a key. */
    boolean isOutsideOfTrades() {
        return information().isEmpty() && processing().isEmpty();
    }

    /** The message's trade, as stored in the ledger. */
    Optional<Trade> trade() {
        return isOutsideOfTrades() ? Optional.empty() : ledger.trade(envelope().subject());
    }

    /** The message's trade, if the retention has removed it from the ledger. */
    Optional<LedgerView.RemovedTrade> removed() {
        return isOutsideOfTrades()
                ? Optional.empty()
                : ledger.removed(envelope().subject());
    }

    /** The order of the trading information or refusal, as this client sent it. */
    Optional<SentOrder> order() {
        return orderReference().flatMap(ledger::order).or(() -> adopted().map(SentOrder::of));
    }

    /** The trading information, if this client adopts its contents. */
    Optional<TradingMessage.OfInformation> adopted() {
        return informationMessage()
                .filter(message -> !ledger.isRemovedOrder(message.data().orderReference()))
                .filter(ledger::adopts);
    }

    Optional<String> orderReference() {
        return information()
                .map(TradingInformation::orderReference)
                .or(() -> refusal().filter(RefusalReport::isForOrder).map(RefusalReport::orderReference));
    }

    /** Returns the digest of the preceding message, as the message names it; empty for the first message of a trade. */
    Optional<String> previousDigest() {
        return information().map(TradingInformation::previousDigest).or(() -> processing()
                .map(TradingProcessing::previousDigest));
    }

    Optional<Statuses> statuses() {
        return information().map(TradingInformation::statuses).or(() -> processing()
                .map(TradingProcessing::statuses));
    }
}
