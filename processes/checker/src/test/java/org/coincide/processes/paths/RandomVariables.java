package org.coincide.processes.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.AbstractActivityBuilder;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.support.ModelChange;

/**
 * Small orders in which people answer, and gateways, calls and repetitions read the answers. Many of them read a variable that is not set
 * on some path.
 */
final class RandomVariables {

    private static final List<String> VARIABLES = List.of("a", "b");
    private static final List<String> STATUSES =
            List.of("order=ACCEPTED", "order=IN_PROGRESS", "payment=AUTHORIZED", "delivery=PREPARING");

    private final Random random;
    private final String file;
    private final ProcessBuilder process;
    private final List<String> merges = new ArrayList<>();
    private BpmnModelInstance model;
    private int elements;

    private RandomVariables(Random random, String id) {
        this.random = random;
        this.file = id + ".bpmn";
        this.process = Bpmn.createExecutableProcess(id).camundaHistoryTimeToLiveString("P180D");
    }

    static ModelSet order(long seed) {
        var random = new Random(seed);
        return ModelSet.of(Map.of(
                "order.bpmn", new RandomVariables(random, "order").build(true),
                "child.bpmn", new RandomVariables(random, "child").build(false)));
    }

    private BpmnModelInstance build(boolean calls) {
        AbstractFlowNodeBuilder<?, ?> last = process.startEvent(next("Start"));
        model = last.done();
        last = chain(answer(last), 2 + random.nextInt(2), calls);
        if (random.nextInt(3) == 0) {
            var fork = last.parallelGateway(next("Fork"));
            String id = id(fork);
            merges.clear();
            chain(fork, 2, calls).endEvent(next("EndEvent"));
            merges.clear();
            last = at(id);
        }
        chain(last, 1, calls).endEvent(next("EndEvent"));
        if (random.nextInt(3) == 0) {
            addEvents(calls);
        }
        return model;
    }

    private void addEvents(boolean calls) {
        var hosts = model.getModelElementsByType(UserTask.class).stream().toList();
        if (random.nextBoolean()) {
            merges.clear();
            var event = ((AbstractActivityBuilder<?, ?>)
                            hosts.get(random.nextInt(hosts.size())).builder())
                    .boundaryEvent(next("BoundaryEvent"))
                    .timerWithDuration("P1D");
            chain(event, 1, calls).endEvent(next("EndEvent"));
        } else {
            var start = process.eventSubProcess(next("EventSubProcess"))
                    .startEvent(next("StartEvent"))
                    .interrupting(random.nextBoolean())
                    .timerWithDuration("P1D");
            merges.clear();
            chain(start, 1, calls).endEvent(next("EndEvent"));
        }
    }

    private AbstractFlowNodeBuilder<?, ?> chain(AbstractFlowNodeBuilder<?, ?> from, int length, boolean calls) {
        var last = from;
        for (int index = 0; index < length; index++) {
            last = switch (random.nextInt(calls ? 6 : 5)) {
                case 0 -> answer(last);
                case 1, 2 -> question(last);
                case 3 -> status(last);
                case 4 -> repetition(last);
                default -> call(last);
            };
        }
        return last;
    }

    private AbstractFlowNodeBuilder<?, ?> answer(AbstractFlowNodeBuilder<?, ?> from) {
        var task = from.userTask(next("Task"));
        if (random.nextInt(4) == 0) {
            task = task.camundaInputParameter(variable(), "${" + variable() + "}");
        }
        return task.camundaFormField()
                .camundaId(variable())
                .camundaType("boolean")
                .camundaFormFieldDone();
    }

    /** Two ways to the next element, or one there and one back. */
    private AbstractFlowNodeBuilder<?, ?> question(AbstractFlowNodeBuilder<?, ?> from) {
        String variable = variable();
        var gateway = from.exclusiveGateway(next("Gateway"));
        String question = id(gateway);
        var yes = gateway.condition("Yes", "${" + variable + "}");
        String merge = next("Merge");
        status(yes).exclusiveGateway(merge);
        String back = merges.isEmpty() || random.nextInt(3) > 0 ? merge : merges.get(random.nextInt(merges.size()));
        at(question)
                .condition("No", "${!" + variable + "}")
                .userTask(next("Task"))
                .connectTo(back);
        merges.add(merge);
        return ((ExclusiveGateway) model.getModelElementById(merge)).builder();
    }

    private AbstractFlowNodeBuilder<?, ?> repetition(AbstractFlowNodeBuilder<?, ?> from) {
        String id = next("Task");
        from.userTask(id).multiInstance().cardinality("2").completionCondition("${" + variable() + "}");
        return at(id);
    }

    private AbstractFlowNodeBuilder<?, ?> call(AbstractFlowNodeBuilder<?, ?> from) {
        return from.callActivity(next("CallActivity"))
                .calledElement("child")
                .camundaIn(variable(), variable())
                .camundaOut(variable(), variable());
    }

    private AbstractFlowNodeBuilder<?, ?> status(AbstractFlowNodeBuilder<?, ?> from) {
        String id = next("Event");
        var event = from.intermediateThrowEvent(id);
        String[] status = STATUSES.get(random.nextInt(STATUSES.size())).split("=");
        ModelChange.declare(file, id, "trading." + status[0], status[1]).apply(Map.of(file, model));
        return event;
    }

    private String variable() {
        return VARIABLES.get(random.nextInt(VARIABLES.size()));
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
