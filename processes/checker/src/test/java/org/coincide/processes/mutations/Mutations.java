package org.coincide.processes.mutations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.support.ModelChange;

/** Random mistakes of an editor, reproducible by a seed. */
final class Mutations {

    private static final List<String> STATUSES = List.of(
            "ACCEPTED",
            "IN_PROGRESS",
            "ON_HOLD",
            "COMPLETED",
            "CANCELLED",
            "REJECTED",
            "PREPARING",
            "SHIPPED",
            "DELIVERED",
            "AUTHORIZED",
            "PAID",
            "VOIDED",
            "REFUNDED",
            "FAILED",
            "");

    private final Random random;
    private final Map<String, BpmnModelInstance> processes;
    private final Map<String, DmnModelInstance> tables;
    private final Map<String, String> forms;
    private final List<String> made = new ArrayList<>();

    private Mutations(
            long seed,
            Map<String, BpmnModelInstance> processes,
            Map<String, DmnModelInstance> tables,
            Map<String, String> forms) {
        this.random = new Random(seed);
        this.processes = processes;
        this.tables = tables;
        this.forms = forms;
    }

    /** Changes the models by one or two mistakes; returns their descriptions. */
    static List<String> apply(
            long seed,
            Map<String, BpmnModelInstance> processes,
            Map<String, DmnModelInstance> tables,
            Map<String, String> forms) {
        var mutations = new Mutations(seed, processes, tables, forms);
        var count = 1 + mutations.random.nextInt(2);
        for (int tries = 0; mutations.made.size() < count && tries < 20; tries++) {
            mutations.mutate();
        }
        return mutations.made;
    }

    private void mutate() {
        switch (random.nextInt(20)) {
            case 0 ->
                edit(
                        ConditionExpression.class,
                        condition -> condition.setTextContent(misspelt(condition.getTextContent())));
            case 1 ->
                edit(
                        ConditionExpression.class,
                        condition -> condition.setTextContent("${" + random.nextBoolean() + "}"));
            case 2 ->
                edit(
                        ConditionExpression.class,
                        condition -> condition.setTextContent(
                                "${!(" + condition.getTextContent().replaceAll("^\\$\\{|}$", "") + ")}"));
            case 3 -> edit(SequenceFlow.class, this::retarget);
            case 4 -> edit(SequenceFlow.class, ModelChange::remove);
            case 5 -> edit(CamundaProperty.class, property -> property.setCamundaValue(any(STATUSES)));
            case 6 -> edit(CamundaProperty.class, ModelChange::remove);
            case 7 -> edit(CamundaIn.class, ModelChange::remove);
            case 8 -> edit(CamundaIn.class, in -> in.setCamundaSource(misspelt(String.valueOf(in.getCamundaSource()))));
            case 9 ->
                edit(CamundaOut.class, out -> out.setCamundaTarget(misspelt(String.valueOf(out.getCamundaTarget()))));
            case 10 -> edit(CamundaOutputParameter.class, ModelChange::remove);
            case 11 -> edit(FlowNode.class, node -> node.setCamundaAsyncBefore(!node.isCamundaAsyncBefore()));
            case 12 ->
                edit(
                        TimeDuration.class,
                        time -> time.setTextContent(any(List.of("P1D", "PT0S", "1 day", "P3W", "PT5M"))));
            case 13 -> edit(BoundaryEvent.class, event -> event.setCancelActivity(!event.cancelActivity()));
            case 14 -> edit(Message.class, message -> message.setName(misspelt(String.valueOf(message.getName()))));
            case 15 -> edit(FlowElement.class, element -> element.setName("Renamed"));
            case 16 -> removeOfTask();
            case 17 -> changeTable();
            case 18 -> changeForm();
            default -> edit(BoundaryEvent.class, ModelChange::remove);
        }
    }

    private void removeOfTask() {
        switch (random.nextInt(4)) {
            case 0 -> edit(CamundaTaskListener.class, ModelChange::remove);
            case 1 -> edit(CamundaExecutionListener.class, ModelChange::remove);
            case 2 -> edit(CamundaFormField.class, ModelChange::remove);
            default -> edit(UserTask.class, task -> task.removeAttributeNs(BpmnModelConstants.CAMUNDA_NS, "formKey"));
        }
    }

    private void changeTable() {
        var table = any(tables.values());
        switch (random.nextInt(3)) {
            case 0 -> describe("hold.dmn", any(table.getModelElementsByType(Rule.class)), ModelChange::remove);
            case 1 ->
                describe("hold.dmn", any(table.getModelElementsByType(OutputEntry.class)), entry -> entry.getText()
                        .setTextContent(any(List.of("\"NONE\"", "NONE", "\"CREDIT_LIMIT\"", "\"X_OTHER\"", "42", ""))));
            default ->
                describe("hold.dmn", any(table.getModelElementsByType(InputEntry.class)), entry -> entry.getText()
                        .setTextContent(any(List.of("> 10", "\"DE\"", "true", "DE", "< 0", ""))));
        }
    }

    private void changeForm() {
        var file = any(List.copyOf(forms.keySet()));
        var html = forms.get(file);
        var at = random.nextInt(html.length());
        made.add(file + " at " + at);
        forms.put(
                file,
                switch (random.nextInt(3)) {
                    case 0 -> html.substring(0, at);
                    case 1 -> html.replaceFirst("value=\"([A-Z_]+)\"", "value=\"OTHER\"");
                    default -> html.replaceFirst("cam-variable-name=\"(\\w+)\"", "cam-variable-name=\"other\"");
                });
    }

    private void retarget(SequenceFlow flow) {
        var nodes = flow.getParentElement().getChildElementsByType(FlowNode.class).stream()
                .toList();
        var target = any(nodes);
        flow.getTarget().getIncoming().remove(flow);
        flow.setTarget(target);
        target.getIncoming().add(flow);
    }

    private <T extends ModelElementInstance> void edit(Class<T> kind, Consumer<T> change) {
        var file = any(List.copyOf(processes.keySet()));
        var elements = processes.get(file).getModelElementsByType(kind);
        if (!elements.isEmpty()) {
            describe(file, any(elements), change);
        }
    }

    private <T extends ModelElementInstance> void describe(String file, T element, Consumer<T> change) {
        var id = element instanceof BaseElement base ? base.getId() : owner(element);
        made.add(file + " " + element.getElementType().getTypeName() + " " + id);
        change.accept(element);
    }

    private static String owner(ModelElementInstance element) {
        var parent = element.getParentElement();
        return parent == null ? "" : parent instanceof BaseElement base ? base.getId() : owner(parent);
    }

    /** Drops one letter of a word. */
    private String misspelt(String text) {
        var letters = text.chars().filter(Character::isLetter).count();
        if (letters < 3) {
            return text + "x";
        }
        int at;
        do {
            at = random.nextInt(text.length());
        } while (!Character.isLetter(text.charAt(at)));
        return text.substring(0, at) + text.substring(at + 1);
    }

    private <T> T any(Collection<T> all) {
        return List.copyOf(all).get(random.nextInt(all.size()));
    }
}
