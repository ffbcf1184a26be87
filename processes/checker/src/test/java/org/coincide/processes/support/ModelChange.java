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

/** A change that an editor could make by mistake, applied to a test's own copy of the models. */
@FunctionalInterface
public interface ModelChange {

    void apply(Map<String, BpmnModelInstance> models);

    default ModelChange and(ModelChange other) {
        return models -> {
            apply(models);
            other.apply(models);
        };
    }

    /** Does this to one element, which must be there. */
    static <T extends ModelElementInstance> ModelChange to(
            String file, String elementId, Class<T> kind, Consumer<T> change) {
        return models -> change.accept(kind.cast(models.get(file).getModelElementById(elementId)));
    }

    /** The element says another status, or something that it did not say before. */
    static ModelChange say(String file, String elementId, String property, String value) {
        return silence(file, elementId, property).and(to(file, elementId, BaseElement.class, element -> {
            var model = (BpmnModelInstance) element.getModelInstance();
            var said = model.newInstance(CamundaProperty.class);
            said.setCamundaName(property);
            said.setCamundaValue(value);
            var properties = model.newInstance(CamundaProperties.class);
            properties.addChildElement(said);
            if (element.getExtensionElements() == null) {
                element.setExtensionElements(model.newInstance(ExtensionElements.class));
            }
            element.getExtensionElements().addChildElement(properties);
        }));
    }

    /** The element no longer says this. */
    static ModelChange silence(String file, String elementId, String property) {
        return models -> models.get(file).getModelElementsByType(CamundaProperty.class).stream()
                .filter(said -> said.getCamundaName().equals(property))
                .filter(said -> elementId.equals(owner(said).getAttributeValue("id")))
                .toList()
                .forEach(ModelChange::remove);
    }

    static ModelChange condition(String file, String flowId, String expression) {
        return to(file, flowId, SequenceFlow.class, flow -> flow.getConditionExpression()
                .setTextContent(expression));
    }

    /** The first of these that the element has among its extensions is gone. */
    static ModelChange without(String file, String elementId, Class<? extends ModelElementInstance> extension) {
        return to(
                file,
                elementId,
                BaseElement.class,
                element -> remove(element.getExtensionElements()
                        .getChildElementsByType(extension)
                        .iterator()
                        .next()));
    }

    /** The flow and its line are gone. */
    static ModelChange cut(String file, String flowId) {
        return to(file, flowId, SequenceFlow.class, flow -> {
            remove(flow.getDiagramElement());
            remove(flow);
        });
    }

    /** The shape stands elsewhere, its lines and its name stay where they were. */
    static ModelChange move(String file, String elementId, double right, double down) {
        return to(file, elementId + "_di", BpmnShape.class, shape -> {
            shape.getBounds().setX(shape.getBounds().getX() + right);
            shape.getBounds().setY(shape.getBounds().getY() + down);
        });
    }

    /** The line's waypoint, counted from its start, lies elsewhere. */
    static ModelChange bend(String file, String flowId, int waypoint, double right, double down) {
        return to(file, flowId + "_di", BpmnEdge.class, edge -> {
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
