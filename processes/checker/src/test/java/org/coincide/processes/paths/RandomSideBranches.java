package org.coincide.processes.paths;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.AbstractActivityBuilder;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.support.ModelChange;

/** Small orders of random elements, with branches at non-interrupting timers. Most of them break a rule. */
final class RandomSideBranches {

    private static final List<String> STATUSES = List.of(
            "order=ACCEPTED",
            "order=IN_PROGRESS",
            "order=COMPLETED",
            "order=REJECTED",
            "payment=AUTHORIZED",
            "payment=PAID",
            "delivery=PREPARING",
            "delivery=SHIPPED");

    private final Random random;
    private final ProcessBuilder process;
    private BpmnModelInstance model;
    private int elements;

    private RandomSideBranches(long seed) {
        this.random = new Random(seed);
        this.process = Bpmn.createExecutableProcess("order").camundaHistoryTimeToLiveString("P180D");
    }

    static ModelSet order(long seed) {
        return ModelSet.of(Map.of("order.bpmn", new RandomSideBranches(seed).order()));
    }

    private BpmnModelInstance order() {
        AbstractFlowNodeBuilder<?, ?> fork = process.startEvent("Start").parallelGateway("Fork");
        model = fork.done();
        end(chain(fork, 1 + random.nextInt(3)));
        end(chain(at("Fork"), 1 + random.nextInt(3)));
        if (random.nextBoolean()) {
            addSubProcess();
        }
        var hosts = model.getModelElementsByType(UserTask.class).stream().toList();
        for (int side = 0; side < 1 + random.nextInt(2); side++) {
            if (hosts.isEmpty() || random.nextInt(3) == 0) {
                addEventSubProcess();
            } else {
                addBoundaryEvent(hosts.get(random.nextInt(hosts.size())));
            }
        }
        if (random.nextInt(3) == 0) {
            process.eventSubProcess(next("Cancellation"))
                    .startEvent(next("StartEvent"))
                    .timerWithDuration("P1D")
                    .endEvent(next("EndEvent"));
        }
        return model;
    }

    /** A scope of its own, which a side branch can keep active. */
    private void addSubProcess() {
        var inside =
                at("Fork").subProcess(next("SubProcess")).embeddedSubProcess().startEvent(next("StartEvent"));
        String last = id(chain(inside, 2));
        end(at(last));
        var host = model.getModelElementsByType(SubProcess.class).stream()
                .filter(subProcess -> !subProcess.triggeredByEvent())
                .findFirst()
                .orElseThrow();
        end(chain(((Activity) host).builder(), 1));
        if (random.nextBoolean()) {
            end(chain(
                    ((AbstractActivityBuilder<?, ?>) host.builder())
                            .boundaryEvent(next("BoundaryEvent"))
                            .timerWithDuration("P1D"),
                    1));
        }
    }

    private void addEventSubProcess() {
        var start = process.eventSubProcess(next("EventSubProcess"))
                .startEvent(next("StartEvent"))
                .interrupting(false)
                .timerWithDuration("P1D");
        end(chain(start, random.nextInt(3)));
    }

    private void addBoundaryEvent(UserTask host) {
        var event = ((AbstractActivityBuilder<?, ?>) host.builder())
                .boundaryEvent(next("BoundaryEvent"))
                .cancelActivity(false)
                .timerWithDuration("P1D");
        end(chain(event, random.nextInt(3)));
    }

    private AbstractFlowNodeBuilder<?, ?> chain(AbstractFlowNodeBuilder<?, ?> from, int length) {
        var last = from;
        for (int index = 0; index < length; index++) {
            last = random.nextInt(3) == 0 ? status(last) : last.userTask(next("Task"));
        }
        return last;
    }

    private AbstractFlowNodeBuilder<?, ?> status(AbstractFlowNodeBuilder<?, ?> from) {
        String id = next("Event");
        var event = from.intermediateThrowEvent(id);
        String[] status = STATUSES.get(random.nextInt(STATUSES.size())).split("=");
        ModelChange.declare("order.bpmn", id, "trading." + status[0], status[1]).apply(Map.of("order.bpmn", model));
        return event;
    }

    private void end(AbstractFlowNodeBuilder<?, ?> last) {
        var end = last.endEvent(next("EndEvent"));
        if (random.nextInt(8) == 0) {
            end.getElement().addChildElement(model.newInstance(TerminateEventDefinition.class));
        }
    }

    private AbstractFlowNodeBuilder<?, ?> at(String id) {
        return ((FlowNode) model.getModelElementById(id)).builder();
    }

    private static String id(AbstractFlowNodeBuilder<?, ?> builder) {
        return builder.getElement().getId();
    }

    private String next(String kind) {
        return kind + "_" + ++elements;
    }
}
