package org.coincide.processes.checks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelInstanceImpl;
import org.camunda.bpm.model.xml.impl.ModelImpl;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.camunda.bpm.model.xml.type.ModelElementType;

/**
 * A model to which no element is added any more, so that it may remember where they are. Camunda's own walks the whole document
 * for each type below the one that is asked for, and the conventions ask often.
 */
final class SettledModel extends BpmnModelInstanceImpl {

    private final Map<ModelElementType, Collection<ModelElementInstance>> known = new ConcurrentHashMap<>();
    private final Collection<String> names;

    SettledModel(BpmnModelInstance model) {
        super((ModelImpl) model.getModel(), Bpmn.INSTANCE.getBpmnModelBuilder(), model.getDocument());
        names = names(getDocument().getRootElement()).collect(Collectors.toSet());
    }

    private static Stream<String> names(DomElement element) {
        return Stream.concat(
                Stream.of(element.getLocalName()),
                element.getChildElements().stream().flatMap(SettledModel::names));
    }

    @Override
    public Collection<ModelElementInstance> getModelElementsByType(ModelElementType type) {
        return type.getAllExtendingTypes().stream()
                .filter(one -> !one.isAbstract())
                .flatMap(one -> known.computeIfAbsent(one, this::look).stream())
                .toList();
    }

    private Collection<ModelElementInstance> look(ModelElementType type) {
        return names.contains(type.getTypeName()) ? type.getInstances(this) : List.of();
    }
}
