package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.InMemoryLedger;
import org.coincide.client.support.RandomTrade;
import org.coincide.client.support.TradeMessages;

/** Verification of random trades: legal ones coincide, and any forged message raises a warning. */
class RandomTradesTest {

    private static final Transitions TRANSITIONS = Transitions.ofContract();
    private static final Verifier VERIFIER = new Verifier(
            "acme", "coincide", new MessageReader(new ContractSchemas()), TRANSITIONS, TestBounds.ORDINARY);

    /** Single changes that make any message false. */
    private static final Map<String, BiConsumer<ObjectNode, ObjectNode>> FORGERIES = Map.of(
            "another id in the data",
                    (envelope, data) -> data.put("tradingId", UUID.randomUUID().toString()),
            "another id everywhere",
                    (envelope, data) -> {
                        var other = UUID.randomUUID().toString();
                        data.put("tradingId", other);
                        envelope.put("subject", other).put("source", "/coincide/trades/" + other);
                    },
            "a later sequence",
                    (envelope, data) -> envelope.put(
                            "sequence",
                            String.format("%010d", envelope.get("sequence").asLong() + 1)),
            "an earlier sequence",
                    (envelope, data) -> envelope.put(
                            "sequence",
                            String.format("%010d", envelope.get("sequence").asLong() - 1)),
            "an unknown status", (envelope, data) -> data.put("delivery", "TELEPORTED"),
            "other statuses before",
                    (envelope, data) -> ((ObjectNode) data.get("previous"))
                            .put(
                                    "payment",
                                    data.at("/previous/payment").asText().equals("PAID") ? "PENDING" : "PAID"),
            "more refunded than captured",
                    (envelope, data) -> ((ObjectNode) data.get("amounts")).put("refunded", "99999.00"),
            "more shipped than ordered", (envelope, data) -> ((ObjectNode) data.at("/lines/0")).put("shipped", 999),
            "another total", (envelope, data) -> ((ObjectNode) data.get("amounts")).put("ordered", "1.00"),
            "no lines but one", (envelope, data) -> data.withArray("lines").remove(0));

    @Property(tries = 200)
    void everyMessageOfALegalTradeIsCoincident(@ForAll("choices") List<Integer> choices) {
        var ledger = new InMemoryLedger();
        var random = randomTrade(ledger, choices);

        for (int i = 0; i < random.published().size(); i++) {
            var verification = ledger.apply(VERIFIER.verify(random.published().get(i), ledger));
            assertThat(verification).isInstanceOf(Verification.Coincident.class);
        }

        var trade = ledger.trade(random.messages().tradingId()).orElseThrow();
        assertThat(trade.sequence()).isEqualTo(random.published().size());
        assertThat(trade.closed()).isEqualTo(random.closed());
    }

    @Property(tries = 200)
    void anyIllegalTransitionRaisesAWarning(
            @ForAll("choices") List<Integer> choices, @ForAll Lifecycle lifecycle, @ForAll("index") int pick) {
        var ledger = new InMemoryLedger();
        var random = randomTrade(ledger, choices);
        random.published().forEach(message -> ledger.apply(VERIFIER.verify(message, ledger)));
        var name = lifecycle.name().toLowerCase(Locale.ROOT);
        var present = random.messages().status(name);
        var illegal = TRANSITIONS.statuses(lifecycle).stream()
                .filter(status -> !status.equals(present)
                        && !TRANSITIONS.next(lifecycle, present).contains(status))
                .toList();
        Assume.that(!illegal.isEmpty());

        var next = random.messages().preview(data -> data.put(name, illegal.get(pick % illegal.size())));

        assertThat(raised(next, ledger)).isEqualTo(WarningType.ILLEGAL_TRANSITION);
    }

    @Property(tries = 200)
    void anySingleForgedFieldRaisesAWarning(
            @ForAll("choices") List<Integer> choices, @ForAll("forgeries") String forgery, @ForAll("index") int pick) {
        var ledger = new InMemoryLedger();
        var random = randomTrade(ledger, choices);
        random.published().forEach(message -> ledger.apply(VERIFIER.verify(message, ledger)));
        var possible = random.possible();
        Assume.that(!possible.isEmpty());
        var next = possible.get(pick % possible.size());
        var correct = random.messages().statusChange(next.lifecycle(), next.to());

        var forged = MessageEditor.changed(
                correct, envelope -> FORGERIES.get(forgery).accept(envelope, (ObjectNode) envelope.get("data")));

        raised(forged, ledger);
        assertThat(ledger.apply(VERIFIER.verify(correct, ledger))).isInstanceOf(Verification.Coincident.class);
    }

    @Property(tries = 100)
    void everyEarlierMessageIsADuplicate(@ForAll("choices") List<Integer> choices) {
        var ledger = new InMemoryLedger();
        var random = randomTrade(ledger, choices);
        random.published().forEach(message -> ledger.apply(VERIFIER.verify(message, ledger)));

        assertThat(random.published()).allSatisfy(message -> assertThat(VERIFIER.verify(message, ledger))
                .isInstanceOf(Verification.Duplicate.class));
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Arbitraries.integers().between(0, 1000).list().ofMaxSize(25);
    }

    @Provide
    Arbitrary<Integer> index() {
        return Arbitraries.integers().between(0, 1000);
    }

    @Provide
    Arbitrary<String> forgeries() {
        return Arbitraries.of(FORGERIES.keySet());
    }

    private static RandomTrade randomTrade(InMemoryLedger ledger, List<Integer> choices) {
        var order = ContractFiles.order("PO-1");
        ledger.recordOrder(order);
        var random = new RandomTrade(TradeMessages.of(order)).follow(choices);
        random.amendments().forEach(ledger::recordAmendment);
        ledger.recordRequest(random.messages().tradingId(), "RETURN", "return-1");
        return random;
    }

    private static WarningType raised(String message, InMemoryLedger ledger) {
        var before = ledger.toString();
        var verification = ledger.apply(VERIFIER.verify(message, ledger));
        assertThat(verification).isInstanceOf(Verification.Warned.class);
        assertThat(ledger).hasToString(before);
        return ((Verification.Warned) verification).warning().type();
    }
}
