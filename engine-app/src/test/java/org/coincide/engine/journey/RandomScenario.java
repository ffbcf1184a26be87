package org.coincide.engine.journey;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.QueueClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Draws random orders, and random events of clients, carrier, bank, people and timers. */
final class RandomScenario {

    private static final Logger LOG = LoggerFactory.getLogger(RandomScenario.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> TOKENS = List.of(
            "tok_ok",
            "tok_ok",
            "tok_ok",
            "tok_declined",
            "tok_timeout",
            "tok_flaky",
            "tok_expired",
            "tok_unknown",
            "tok_confirm",
            "tok_confirm_unreported",
            "tok_confirm_refused",
            "tok_confirm_never");
    private static final List<String> STREETS =
            List.of("12 St James's Square", "1 Lost Lane", "2 Return Road", "3 Closed Gate", "4 Silent Street");
    /** Orders to this country are held until a person releases or rejects them. */
    private static final String COUNTRY_NOT_SERVED = "BR";

    /** The timer after which the server asks the provider about a confirmation. */
    private static final String CONFIRMATION_CHECK = "BoundaryEvent_ReportMissed";

    private enum Event {
        CANCELLATION(1),
        RETURN(3),
        CARRIER_REPORT(5),
        PROVIDER_REPORT(2),
        HOLDER_LATE(2),
        PART_PAYMENT(4),
        TASK(6),
        TIMER(4);

        private final int weight;

        Event(int weight) {
            this.weight = weight;
        }
    }

    private static final List<Event> DRAWN = Arrays.stream(Event.values())
            .flatMap(event -> Collections.nCopies(event.weight, event).stream())
            .toList();

    /** The server that the random events address. */
    record Server(
            QueueClient client,
            TaskService tasks,
            ManagementService jobs,
            JdbcClient jdbc,
            TestRestTemplate http,
            Credentials carrier,
            Credentials provider,
            Credentials bank) {}

    private final Random random;
    private final Server server;
    private final RandomPartnerReports partners;
    private final Map<Event, Integer> counts = new EnumMap<>(Event.class);

    RandomScenario(Random random, Server server) {
        this.random = random;
        this.server = server;
        this.partners = new RandomPartnerReports(random, server);
    }

    ObjectNode order() {
        ObjectNode order = random.nextInt(3) == 0 ? Orders.onInvoice() : Orders.byCard(oneOf(TOKENS));
        if (random.nextBoolean()) {
            Orders.addLine(order, "CUP-PORCELAIN", 1 + random.nextInt(3), "4.90");
        }
        if (random.nextInt(10) == 0) {
            Orders.addLine(order, "SET-ANNIVERSARY", 1, "129.00");
        }
        ObjectNode shipTo = ((ObjectNode) order.path("shipTo")).put("street", oneOf(STREETS));
        if (random.nextInt(6) == 0) {
            shipTo.put("country", COUNTRY_NOT_SERVED);
        }
        return order;
    }

    /**
     * Causes one random event of one of these trades, if the event is possible now.
     *
     * @return true if the event happened
     */
    boolean causeOne(List<String> trades) {
        String trade = oneOf(trades);
        Event event = oneOf(DRAWN);
        try {
            boolean happened =
                    switch (event) {
                        case CANCELLATION -> cancel(trade);
                        case RETURN -> sendBack(trade);
                        case CARRIER_REPORT -> partners.carrierReports(trade);
                        case PROVIDER_REPORT -> partners.providerReports(trade);
                        case HOLDER_LATE -> closeConfirmation(trade);
                        case PART_PAYMENT -> partners.bankReportsHalf(trade);
                        case TASK -> work(trade, random.nextBoolean());
                        case TIMER -> elapse(trade);
                    };
            counts.merge(event, happened ? 1 : 0, Integer::sum);
            return happened;
        } catch (ProcessEngineException | ConcurrencyFailureException meanwhileGone) {
            LOG.debug("{} came too late for {}", event, trade, meanwhileGone);
            return false;
        }
    }

    /** Completes all tasks and deliveries, so that every trade ends. */
    void settle(List<String> trades) {
        for (String trade : trades) {
            try {
                work(trade, false);
                partners.deliver(trade);
                closeConfirmation(trade);
                elapse(trade, CONFIRMATION_CHECK);
            } catch (ProcessEngineException | ConcurrencyFailureException meanwhileGone) {
                LOG.debug("{} was settled by others", trade, meanwhileGone);
            }
        }
    }

    /** The number of each event. */
    @Override
    public String toString() {
        return counts.toString();
    }

    private boolean cancel(String trade) {
        ObjectNode wish = JSON.createObjectNode().put("tradingId", trade);
        wish.putObject("reason").put("code", "CHANGED_MIND");
        server.client().request("cancellation", trade, wish);
        return true;
    }

    private boolean sendBack(String trade) {
        ObjectNode wish = JSON.createObjectNode().put("tradingId", trade);
        wish.putObject("reason").put("code", "DAMAGED");
        wish.putArray("lines").addObject().put("number", 1).put("quantity", 1 + random.nextInt(2));
        server.client().request("return", trade, wish);
        return true;
    }

    /** Lets the deadline of the card holder pass, at the server and at the provider. */
    private boolean closeConfirmation(String trade) {
        return Stream.of("simulated_confirmation", "payment_confirmation")
                        .mapToInt(table -> server.jdbc()
                                .sql("UPDATE " + table
                                        + " SET until_time = CURRENT_TIMESTAMP - INTERVAL '1' MINUTE"
                                        + " WHERE authorization_key = ? AND until_time > CURRENT_TIMESTAMP")
                                .param(trade + "/authorize")
                                .update())
                        .sum()
                > 0;
    }

    private boolean work(String trade, boolean kindly) {
        List<Task> open = server.tasks()
                .createTaskQuery()
                .processInstanceBusinessKey(trade)
                .list();
        if (open.isEmpty()) {
            return false;
        }
        Task task = oneOf(open);
        server.tasks().complete(task.getId(), decision(task.getTaskDefinitionKey(), kindly));
        return true;
    }

    private static Map<String, Object> decision(String task, boolean kindly) {
        return switch (task) {
            case "Task_ReviewHeldOrder" -> Map.of("reviewOutcome", kindly ? "RELEASE" : "REJECT");
            case "Task_DecideOnConsignment" -> Map.of("consignmentDecision", kindly ? "SEND_AGAIN" : "GIVE_UP");
            case "Task_ReviewBackorder" -> Map.of("backorderDecision", kindly ? "WAIT" : "CANCEL");
            case "Task_DecideReturn" -> Map.of("returnAccepted", kindly);
            case "Task_ReceiveGoods" -> Map.of("receivedPieces", 1L, "receivedCondition", kindly ? "GOOD" : "DAMAGED");
            case "Task_DecideOnInvoice" -> Map.of("invoiceGivenUp", !kindly);
            default -> Map.of();
        };
    }

    private boolean elapse(String trade) {
        return elapse(trade, server.jobs().createJobQuery());
    }

    private boolean elapse(String trade, String activityId) {
        return elapse(trade, server.jobs().createJobQuery().activityId(activityId));
    }

    private boolean elapse(String trade, JobQuery among) {
        List<Job> timers = among.timers().list().stream()
                .filter(timer -> timer.getDuedate() != null)
                .filter(timer -> isOf(trade, timer))
                .toList();
        if (timers.isEmpty()) {
            return false;
        }
        server.jobs()
                .setJobDuedate(
                        oneOf(timers).getId(), Date.from(Clock.systemUTC().instant()));
        return true;
    }

    private boolean isOf(String trade, Job timer) {
        return server.jdbc()
                        .sql("SELECT COUNT(*) FROM act_ru_execution WHERE proc_inst_id_ = ? AND business_key_ = ?")
                        .params(timer.getProcessInstanceId(), trade)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
