package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Threads;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;

/** Returns of goods that meet a report of the carrier, a cancellation, another return or their end by an operator. */
@BothDatabases
class ReturnRacesIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final int ROUNDS = 2;
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final List<Integer> ACCEPTED_OR_REFUSED = List.of(202, 409);

        private final Goods goods = new Goods(this);

        private String sku;

        /** An operator who ends a return takes its process away. */
        @Override
        boolean provokesDiscrepancies() {
            return true;
        }

        @RepeatedTest(ROUNDS)
        void aReturnMeetsTheReportOfTheLastDelivery() {
            ObjectNode order = shipped(400);
            List<String> parcels = newest(order).path("shipments").findValuesAsText("trackingNumber");
            assertThat(deliver(parcels.get(0))).isEqualTo(202);
            List<Integer> answers = atOnce(() -> deliver(parcels.get(1)), () -> ask(order, "R", 400));
            assertThat(answers.get(0)).isEqualTo(202);
            assertThat(answers.get(1)).isIn(ACCEPTED_OR_REFUSED);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            if (answers.get(1) == 409) {
                assertThat(ask(order, "R", 400)).isEqualTo(202);
            }
            assertAllIsReturned(order, 400);
        }

        @RepeatedTest(ROUNDS)
        void aReturnMeetsACancellationAndTheDelivery() {
            ObjectNode order = shipped(3);
            String parcel = newest(order).at("/shipments/0/trackingNumber").asText();
            List<Integer> answers = atOnce(() -> deliver(parcel), () -> ask(order, "R", 3), () -> cancel(order));
            assertThat(answers.get(2)).as("of the cancellation").isEqualTo(409);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            if (answers.get(1) == 409) {
                assertThat(ask(order, "R", 3)).isEqualTo(202);
            }
            assertAllIsReturned(order, 3);
        }

        @RepeatedTest(ROUNDS)
        void goodsOfTwoReturnsAreBookedAndRefundedAtOnce() {
            ObjectNode order = delivered(3);
            assertThat(ask(order, "R-1", 1)).isEqualTo(202);
            assertThat(ask(order, "R-2", 2)).isEqualTo(202);
            awaitUntil(() -> assertThat(tasksOf(order, "Task_DecideReturn")).hasSize(2));
            tasksOf(order, "Task_DecideReturn").forEach(decision -> accept(decision.getId()));
            awaitUntil(() -> assertThat(tasksOf(order, "Task_ReceiveGoods")).hasSize(2));
            List<Task> receipts = tasksOf(order, "Task_ReceiveGoods");
            atOnce(() -> receive(receipts.get(0)), () -> receive(receipts.get(1)));
            awaitStatuses(order, "COMPLETED/RETURNED/REFUNDED");
            assertThat(newest(order).at("/amounts/refunded").asText()).isEqualTo("30.00");
            assertThat(goods.stockOf(sku)).isEqualTo("3 on hand, 0 reserved, 0 awaited");
            assertLegal(order);
        }

        @RepeatedTest(ROUNDS)
        void aReturnIsEndedOrBooked() {
            ObjectNode order = delivered(3);
            assertThat(ask(order, "R", 3)).isEqualTo(202);
            accept(task(order, "Task_DecideReturn").getId());
            Task receipt = task(order, "Task_ReceiveGoods");
            atOnce(() -> receive(receipt), () -> end(order));
            awaitUntil(() -> assertThat(stateOf(order)).isIn("REFUSED", "RECEIVED"));
            boolean booked = stateOf(order).equals("RECEIVED");
            assertThat(goods.stockOf(sku)).startsWith(booked ? "3 on hand" : "0 on hand");
            awaitUntil(() ->
                    assertThat(newest(order).at("/lines/0/returned").asInt()).isEqualTo(booked ? 3 : 0));
            assertLegal(order);
        }

        private void assertAllIsReturned(ObjectNode order, int pieces) {
            accept(task(order, "Task_DecideReturn").getId());
            receive(task(order, "Task_ReceiveGoods"));
            awaitStatuses(order, "COMPLETED/RETURNED/REFUNDED");
            JsonNode amounts = newest(order).path("amounts");
            assertThat(amounts.path("refunded")).isEqualTo(amounts.path("captured"));
            assertThat(goods.stockOf(sku)).isEqualTo(pieces + " on hand, 0 reserved, 0 awaited");
            assertLegal(order);
        }

        private ObjectNode shipped(int pieces) {
            sku = goods.product(pieces, null);
            ObjectNode order = Goods.order(sku, pieces, "tok_ok");
            order.withObject("shipTo").put("street", "9 Silent Street");
            acme.order(order);
            awaitStatuses(order, "IN_PROGRESS/SHIPPED/PAID");
            return order;
        }

        private ObjectNode delivered(int pieces) {
            ObjectNode order = shipped(pieces);
            assertThat(deliver(newest(order).at("/shipments/0/trackingNumber").asText()))
                    .isEqualTo(202);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            return order;
        }

        private int deliver(String parcel) {
            return goods.report(parcel + "-a", parcel, "DELIVERED", 1);
        }

        private int ask(ObjectNode order, String number, int pieces) {
            ObjectNode request = JSON.createObjectNode().put("returnNumber", number);
            request.putArray("lines").addObject().put("number", 1).put("quantity", pieces);
            return post(order, "return", request);
        }

        private int cancel(ObjectNode order) {
            return post(order, "cancellation", JSON.createObjectNode());
        }

        private int post(ObjectNode order, String what, ObjectNode request) {
            return goods.post(
                            new Credentials("acme", secrets.ofClient("acme")),
                            "/api/trades/" + tradingId(order) + "/" + what,
                            request.toString())
                    .getStatusCode()
                    .value();
        }

        private int end(ObjectNode order) {
            return goods.post(
                            secrets.operator(),
                            "/api/operations/trades/" + tradingId(order) + "/returns/R/end",
                            "{\"text\": \"The test ends it.\"}")
                    .getStatusCode()
                    .value();
        }

        private void accept(String decision) {
            tasks.complete(decision, Map.of("returnAccepted", true));
        }

        /** Returns the number of completed tasks: none if another transaction has ended it. */
        private int receive(Task receipt) {
            try {
                tasks.complete(
                        receipt.getId(),
                        Map.of(
                                "receivedPieces",
                                runtime.getVariable(receipt.getExecutionId(), "receivedPieces"),
                                "receivedCondition",
                                "GOOD"));
                return 1;
            } catch (ProcessEngineException ended) {
                return 0;
            }
        }

        private String stateOf(ObjectNode order) {
            return jdbc.sql("SELECT state FROM goods_return WHERE trading_id = ?")
                    .param(tradingId(order))
                    .query(String.class)
                    .single();
        }

        /** Makes the calls at the same time, and returns their results in this order. */
        private static List<Integer> atOnce(IntSupplier... calls) {
            CyclicBarrier start = new CyclicBarrier(calls.length);
            return Stream.of(calls)
                    .map(call -> CompletableFuture.supplyAsync(() -> after(start, call), Threads.ONE_PER_TASK))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        private static int after(CyclicBarrier start, IntSupplier call) {
            try {
                start.await();
            } catch (InterruptedException | BrokenBarrierException failed) {
                throw new IllegalStateException(failed);
            }
            return call.getAsInt();
        }
    }
}
