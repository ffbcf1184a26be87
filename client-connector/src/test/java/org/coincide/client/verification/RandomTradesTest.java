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
import net.jqwik.api.statistics.Statistics;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.InMemoryLedger;
import org.coincide.client.support.RandomTrade;
import org.coincide.client.support.TradeMessages;

class RandomTradesTest {

    private static final Transitions TRANSITIONS = Transitions.ofContract();
    private static final Verifier VERIFIER =
            new Verifier("acme", new MessageReader(new ContractSchemas()), TRANSITIONS);

    /** Single changes of a message that no truthful server makes, whatever the message. */
    private static final Map<String, BiConsumer<ObjectNode, ObjectNode>> LIES = Map.of(
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
    void everyLegalWalkIsAcceptedStepByStep(@ForAll("choices") List<Integer> choices) {
        var books = new InMemoryLedger();
        var walk = walk(books, choices);

        for (int i = 0; i < walk.told().size(); i++) {
            var verification = books.apply(VERIFIER.verify(walk.told().get(i), books));
            assertThat(verification).isInstanceOf(Verification.Coincident.class);
        }

        var trade = books.trade(walk.story().tradingId()).orElseThrow();
        assertThat(trade.sequence()).isEqualTo(walk.told().size());
        assertThat(trade.closed()).isEqualTo(walk.closed());
        Statistics.collect(walk.closed() ? "closed" : "open", walk.amendments().isEmpty() ? "as placed" : "amended");
    }

    @Property(tries = 200)
    void anyStepThatTheLifecyclesDoNotAllowIsRefusedAndChangesNothing(
            @ForAll("choices") List<Integer> choices, @ForAll Lifecycle lifecycle, @ForAll("index") int pick) {
        var books = new InMemoryLedger();
        var walk = walk(books, choices);
        walk.told().forEach(message -> books.apply(VERIFIER.verify(message, books)));
        var name = lifecycle.name().toLowerCase(Locale.ROOT);
        var present = walk.story().status(name);
        var illegal = TRANSITIONS.statuses(lifecycle).stream()
                .filter(status -> !status.equals(present)
                        && !TRANSITIONS.next(lifecycle, present).contains(status))
                .toList();
        Assume.that(!illegal.isEmpty());

        var step = walk.story().untold(data -> data.put(name, illegal.get(pick % illegal.size())));

        assertThat(refused(step, books)).isEqualTo(WarningType.ILLEGAL_TRANSITION);
    }

    @Property(tries = 200)
    void anySingleLieIsRefusedAndChangesNothing(
            @ForAll("choices") List<Integer> choices, @ForAll("lies") String lie, @ForAll("index") int pick) {
        var books = new InMemoryLedger();
        var walk = walk(books, choices);
        walk.told().forEach(message -> books.apply(VERIFIER.verify(message, books)));
        var open = walk.open();
        Assume.that(!open.isEmpty());
        var step = open.get(pick % open.size());
        var truth = walk.story().move(step.lifecycle(), step.to());

        var forged = MessageEditor.changed(
                truth, envelope -> LIES.get(lie).accept(envelope, (ObjectNode) envelope.get("data")));

        Statistics.collect(lie, refused(forged, books));
        assertThat(books.apply(VERIFIER.verify(truth, books))).isInstanceOf(Verification.Coincident.class);
    }

    @Property(tries = 100)
    void whateverWasToldOnceIsADuplicateForEver(@ForAll("choices") List<Integer> choices) {
        var books = new InMemoryLedger();
        var walk = walk(books, choices);
        walk.told().forEach(message -> books.apply(VERIFIER.verify(message, books)));

        assertThat(walk.told()).allSatisfy(message -> assertThat(VERIFIER.verify(message, books))
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
    Arbitrary<String> lies() {
        return Arbitraries.of(LIES.keySet());
    }

    private static RandomTrade walk(InMemoryLedger books, List<Integer> choices) {
        var order = ContractFiles.order("PO-1");
        books.sent(order);
        var walk = new RandomTrade(TradeMessages.of(order)).follow(choices);
        walk.amendments().forEach(books::amended);
        return walk;
    }

    private static WarningType refused(String message, InMemoryLedger books) {
        var before = books.toString();
        var verification = books.apply(VERIFIER.verify(message, books));
        assertThat(verification).isInstanceOf(Verification.Warned.class);
        assertThat(books).hasToString(before);
        return ((Verification.Warned) verification).warning().type();
    }
}
