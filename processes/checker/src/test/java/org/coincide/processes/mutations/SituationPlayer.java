package org.coincide.processes.mutations;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.coincide.processes.lifecycle.LifecycleContract;
import org.coincide.processes.support.ModelEngine;
import org.coincide.processes.support.OrderVariables;

/** Plays situations through deployed models in an engine: jobs at once, then people, then messages, and timers last. */
final class SituationPlayer {

    /** More steps than any situation of the server's own models takes. */
    private static final int MAX_STEPS = 300;

    /** A person who has answered one task so many times looks for the fault instead. */
    private static final int MAX_ANSWERS = 20;

    private static final LifecycleContract CONTRACT = LifecycleContract.read();

    /** The messages of an undisturbed order. */
    private static final List<String> USUAL_MESSAGES = List.of(
            "stock.arrived",
            "consignment.delivered",
            "payment.received",
            "instalment.received",
            "confirmation.reported");

    private final ModelEngine models;
    private final ProcessEngine engine;

    SituationPlayer(ModelEngine models) {
        this.models = models;
        this.engine = models.engine();
    }

    /** Plays one situation to its end, or until nothing happens any more. */
    Ending play(Situation situation) {
        situation.prepare(models.delegates());
        var tradingId = UUID.randomUUID().toString();
        var facts = OrderVariables.facts("pieces", 3);
        facts.putAll(situation.facts());
        var people = new People(new HashSet<>(), new HashMap<>());
        try {
            engine.getRuntimeService().startProcessInstanceByKey("order", tradingId, facts);
        } catch (ProcessEngineException refused) {
            return new Ending(Ending.Kind.VISIBLE, "the start is refused: " + refused.getMessage());
        }
        for (int step = 0; step < MAX_STEPS; step++) {
            if (runtime()
                            .createProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId)
                            .count()
                    == 0) {
                return ended(tradingId);
            }
            letNothingArriveThatWasNotSent(situation);
            if (!step(situation, tradingId, people)) {
                return waiting(tradingId);
            }
        }
        return new Ending(Ending.Kind.ENDLESS, "still running after " + MAX_STEPS + " steps");
    }

    /** Models that cancel each consignment before the hand-over are legal, and the server finds that nothing was delivered. */
    private void letNothingArriveThatWasNotSent(Situation situation) {
        var delegates = models.delegates();
        delegates.setVariables(
                "closeDelivery",
                delegates.calls().contains("handOverConsignment")
                        ? situation.outcomes().getOrDefault("closeDelivery", Map.of())
                        : Map.of("anythingDelivered", false));
    }

    private RuntimeService runtime() {
        return engine.getRuntimeService();
    }

    private boolean step(Situation situation, String tradingId, People people) {
        return job(tradingId, false)
                || message(situation.messages(), tradingId)
                || task(situation, tradingId, people)
                || message(USUAL_MESSAGES, tradingId)
                || job(tradingId, true);
    }

    private boolean job(String tradingId, boolean timers) {
        ManagementService management = engine.getManagementService();
        var query = management
                .createJobQuery()
                .withRetriesLeft()
                .orderByJobDuedate()
                .asc();
        var jobs = (timers ? query.timers() : query.messages()).list();
        Optional<Job> next = jobs.stream().filter(job -> isOf(job, tradingId)).findFirst();
        next.ifPresent(job -> {
            try {
                management.executeJob(job.getId());
            } catch (RuntimeException failed) {
                management.setJobRetries(job.getId(), 0);
            }
        });
        return next.isPresent();
    }

    private boolean isOf(Job job, String tradingId) {
        return runtime()
                        .createProcessInstanceQuery()
                        .processInstanceId(job.getProcessInstanceId())
                        .processInstanceBusinessKey(tradingId)
                        .count()
                > 0;
    }

    private boolean message(List<String> names, String tradingId) {
        return names.stream().anyMatch(name -> subscriptions(name, tradingId)
                .findFirst()
                .filter(this::correlate)
                .isPresent());
    }

    private Stream<EventSubscription> subscriptions(String name, String tradingId) {
        return runtime().createEventSubscriptionQuery().eventType("message").eventName(name).list().stream()
                .filter(subscription -> runtime()
                                .createProcessInstanceQuery()
                                .processInstanceId(subscription.getProcessInstanceId())
                                .processInstanceBusinessKey(tradingId)
                                .count()
                        > 0);
    }

    private boolean correlate(EventSubscription subscription) {
        try {
            runtime()
                    .messageEventReceived(
                            subscription.getEventName(),
                            subscription.getExecutionId(),
                            Map.of("cancellationReason", "X_TEST"));
            return true;
        } catch (ProcessEngineException refused) {
            // The sender is told, and sends again later.
            return false;
        }
    }

    /**
     * The tasks that people do not complete again.
     *
     * @param declined ids of tasks whose completion was refused
     * @param answers number of completions by the task's element
     */
    private record People(Set<String> declined, Map<String, Integer> answers) {

        boolean complete(Task task) {
            return !declined.contains(task.getId())
                    && answers.getOrDefault(task.getTaskDefinitionKey(), 0) < MAX_ANSWERS;
        }

        void completed(Task task) {
            answers.merge(task.getTaskDefinitionKey(), 1, Integer::sum);
        }
    }

    /** A task whose completion is refused stays, and a person sees why. */
    private boolean task(Situation situation, String tradingId, People people) {
        List<Task> tasks = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(tradingId)
                .list();
        for (Task task : tasks) {
            if (people.complete(task)) {
                try {
                    engine.getTaskService().complete(task.getId(), new HashMap<>(situation.answers()));
                    people.completed(task);
                    return true;
                } catch (RuntimeException refused) {
                    people.declined().add(task.getId());
                }
            }
        }
        return false;
    }

    private Ending ended(String tradingId) {
        var last = new HashMap<String, String>();
        LifecycleContract.LIFECYCLES.forEach(lifecycle -> last.put(lifecycle, CONTRACT.initial(lifecycle)));
        models.statuses().of(tradingId).forEach(status -> last.put(status.lifecycle(), status.value()));
        return new Ending(CONTRACT.closes(last) ? Ending.Kind.CLOSED : Ending.Kind.OPEN, last.toString());
    }

    private Ending waiting(String tradingId) {
        var isVisible = engine.getTaskService()
                                .createTaskQuery()
                                .processInstanceBusinessKey(tradingId)
                                .count()
                        > 0
                || engine.getManagementService().createJobQuery().noRetriesLeft().list().stream()
                        .anyMatch(job -> isOf(job, tradingId));
        return new Ending(
                isVisible ? Ending.Kind.VISIBLE : Ending.Kind.STUCK,
                "waits at "
                        + runtime().createProcessInstanceQuery().processInstanceBusinessKey(tradingId).list().stream()
                                .flatMap(instance -> runtime().getActiveActivityIds(instance.getId()).stream())
                                .toList());
    }
}
