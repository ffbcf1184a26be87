package org.coincide.processes.model;

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
 * A model with an index of its elements by type, which must not get further elements. Camunda's own look-up visits the whole document for
 * each subtype of the requested type.
 */
final class IndexedBpmnModel extends BpmnModelInstanceImpl {

    private final Map<ModelElementType, Collection<ModelElementInstance>> index = new ConcurrentHashMap<>();
    private final Collection<String> names;

    private IndexedBpmnModel(BpmnModelInstance model) {
        super((ModelImpl) model.getModel(), Bpmn.INSTANCE.getBpmnModelBuilder(), model.getDocument());
        names = names(getDocument().getRootElement()).collect(Collectors.toSet());
    }

    /** The model with an index; the same if it has one, so that sets can share models. */
    static IndexedBpmnModel of(BpmnModelInstance model) {
        return model instanceof IndexedBpmnModel indexed ? indexed : new IndexedBpmnModel(model);
    }

    private static Stream<String> names(DomElement element) {
        return Stream.concat(
                Stream.of(element.getLocalName()),
                element.getChildElements().stream().flatMap(IndexedBpmnModel::names));
    }

    @Override
    public Collection<ModelElementInstance> getModelElementsByType(ModelElementType type) {
        return type.getAllExtendingTypes().stream()
                .filter(subtype -> !subtype.isAbstract())
                .flatMap(subtype -> index.computeIfAbsent(subtype, this::find).stream())
                .toList();
    }

    private Collection<ModelElementInstance> find(ModelElementType type) {
        return names.contains(type.getTypeName()) ? type.getInstances(this) : List.of();
    }
}
