package org.coincide.engine.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Parses the {@code trading.*} properties of a model's events and adds the status listener to them, and the end listener to processes. The properties on an
 * element that is not an event, or with a value that the contract does not define, fail the deployment with the element's id.
 */
@Component
class StatusParseListener extends AbstractBpmnParseListener {

    /** Events that have occurred when the execution leaves them; all others have occurred when it enters them. */
    private static final Set<String> WAITING = Set.of("intermediateCatchEvent", "boundaryEvent");

    private final Supplier<StatusListener> listener;
    private final Supplier<TradeEndListener> ends;

    /** Takes providers, because the listeners need the database, which is initialized after the engine's configuration. */
    StatusParseListener(ObjectProvider<StatusListener> listener, ObjectProvider<TradeEndListener> ends) {
        this.listener = SingletonSupplier.of(listener::getObject);
        this.ends = SingletonSupplier.of(ends::getObject);
    }

    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        refuseStatusesOfNonEvents(process);
        ExecutionListener end = execution -> ends.get().onEnd(execution);
        definition.addBuiltInListener(ExecutionListener.EVENTNAME_END, end);
    }

    private void refuseStatusesOfNonEvents(Element element) {
        for (Element child : element.elements()) {
            if (child.attribute("id") != null
                    && !isEvent(child)
                    && !trading(child).isEmpty()) {
                throw parseException(
                        child, "has a status property, but is not an event. Move the property to an event");
            }
            refuseStatusesOfNonEvents(child);
        }
    }

    @Override
    public void parseStartEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        addListener(event, activity);
    }

    @Override
    public void parseIntermediateThrowEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        addListener(event, activity);
    }

    @Override
    public void parseIntermediateCatchEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        addListener(event, activity);
    }

    @Override
    public void parseBoundaryEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        addListener(event, activity);
    }

    @Override
    public void parseEndEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        addListener(event, activity);
    }

    private void addListener(Element event, ActivityImpl activity) {
        try {
            EventStatuses statuses = EventStatuses.of(trading(event));
            if (statuses.hasStatus()) {
                String moment = WAITING.contains(event.getTagName())
                        ? ExecutionListener.EVENTNAME_END
                        : ExecutionListener.EVENTNAME_START;
                String name = event.attribute("name");
                ExecutionListener statusListener = execution -> listener.get().onEvent(execution, statuses, name);
                activity.addBuiltInListener(moment, statusListener);
            } else if (!statuses.isEmpty()) {
                throw parseException(
                        event,
                        "has a trading.reason or a trading.due, but no status. Add the status, or remove the property");
            }
        } catch (IllegalArgumentException unknown) {
            throw parseException(event, unknown.getMessage());
        }
    }

    private static BpmnParseException parseException(Element element, String problem) {
        return new BpmnParseException(element.attribute("id") + " " + problem, element);
    }

    private static boolean isEvent(Element element) {
        return element.getTagName().endsWith("Event");
    }

    private static Map<String, String> trading(Element element) {
        Map<String, String> trading = new HashMap<>();
        Element extensions = element.element("extensionElements");
        Element properties =
                extensions == null ? null : extensions.elementNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "properties");
        if (properties != null) {
            properties.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "property").stream()
                    .filter(property -> property.attribute("name", "").startsWith("trading."))
                    .forEach(property -> trading.put(property.attribute("name"), property.attribute("value", "")));
        }
        return trading;
    }
}
