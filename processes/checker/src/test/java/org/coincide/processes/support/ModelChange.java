package org.coincide.processes.support;

import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** A change of models, such as an editor could make by mistake. */
@FunctionalInterface
public interface ModelChange {

    void apply(Map<String, BpmnModelInstance> models);

    default ModelChange and(ModelChange other) {
        return models -> {
            apply(models);
            other.apply(models);
        };
    }

    /** Changes one element. */
    static <T extends ModelElementInstance> ModelChange edit(
            String file, String elementId, Class<T> kind, Consumer<T> change) {
        return models -> change.accept(kind.cast(models.get(file).getModelElementById(elementId)));
    }

    /** Sets an extension property, such as a status. */
    static ModelChange declare(String file, String elementId, String property, String value) {
        return removeProperty(file, elementId, property).and(edit(file, elementId, BaseElement.class, element -> {
            var model = (BpmnModelInstance) element.getModelInstance();
            var declared = model.newInstance(CamundaProperty.class);
            declared.setCamundaName(property);
            declared.setCamundaValue(value);
            var properties = model.newInstance(CamundaProperties.class);
            properties.addChildElement(declared);
            if (element.getExtensionElements() == null) {
                element.setExtensionElements(model.newInstance(ExtensionElements.class));
            }
            element.getExtensionElements().addChildElement(properties);
        }));
    }

    /** Removes an extension property. */
    static ModelChange removeProperty(String file, String elementId, String property) {
        return models -> models.get(file).getModelElementsByType(CamundaProperty.class).stream()
                .filter(declared -> declared.getCamundaName().equals(property))
                .filter(declared -> elementId.equals(owner(declared).getAttributeValue("id")))
                .toList()
                .forEach(ModelChange::remove);
    }

    static ModelChange setCondition(String file, String flowId, String expression) {
        return edit(file, flowId, SequenceFlow.class, flow -> flow.getConditionExpression()
                .setTextContent(expression));
    }

    /** Removes the first extension element of this type. */
    static ModelChange removeExtension(String file, String elementId, Class<? extends ModelElementInstance> extension) {
        return edit(
                file,
                elementId,
                BaseElement.class,
                element -> remove(element.getExtensionElements()
                        .getChildElementsByType(extension)
                        .iterator()
                        .next()));
    }

    /** Removes a flow and its line. */
    static ModelChange removeFlow(String file, String flowId) {
        return edit(file, flowId, SequenceFlow.class, flow -> {
            remove(flow.getDiagramElement());
            remove(flow);
        });
    }

    /** Moves a shape without its lines and its label. */
    static ModelChange moveShape(String file, String elementId, double right, double down) {
        return edit(file, elementId + "_di", BpmnShape.class, shape -> {
            shape.getBounds().setX(shape.getBounds().getX() + right);
            shape.getBounds().setY(shape.getBounds().getY() + down);
        });
    }

    /** Moves a waypoint of a line, counted from its start. */
    static ModelChange moveWaypoint(String file, String flowId, int waypoint, double right, double down) {
        return edit(file, flowId + "_di", BpmnEdge.class, edge -> {
            var point = edge.getWaypoints().stream().skip(waypoint).findFirst().orElseThrow();
            point.setX(point.getX() + right);
            point.setY(point.getY() + down);
        });
    }

    static void remove(ModelElementInstance element) {
        element.getParentElement().removeChildElement(element);
    }

    private static ModelElementInstance owner(CamundaProperty property) {
        var extensions = property.getParentElement().getParentElement();
        return extensions.getParentElement();
    }
}
