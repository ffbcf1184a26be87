package org.coincide.engine.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

/**
 * Finds the {@code trading.*} properties of a model's events. On anything but an event, and with a value that the
 * contract does not know, they fail the deployment with the element's id: a typing error must not wait for its order.
 */
@Component
class StatusParseListener extends AbstractBpmnParseListener {

    /** An event that waits has happened when it is left; any other when it is reached. */
    private static final Set<String> WAITING = Set.of("intermediateCatchEvent", "boundaryEvent");

    private final ObjectProvider<StatusListener> listener;

    /** The listener comes late: it needs the trades, they need the database, and the engine is built in between. */
    StatusParseListener(ObjectProvider<StatusListener> listener) {
        this.listener = listener;
    }

    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        refuseStatusesOfOthers(process);
    }

    private void refuseStatusesOfOthers(Element element) {
        for (Element child : element.elements()) {
            if (child.attribute("id") != null
                    && !isEvent(child)
                    && !trading(child).isEmpty()) {
                throw refused(child, "names a status, but is no event: a task is work, an event is a fact");
            }
            refuseStatusesOfOthers(child);
        }
    }

    @Override
    public void parseStartEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        listen(event, activity);
    }

    @Override
    public void parseIntermediateThrowEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        listen(event, activity);
    }

    @Override
    public void parseIntermediateCatchEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        listen(event, activity);
    }

    @Override
    public void parseBoundaryEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        listen(event, activity);
    }

    @Override
    public void parseEndEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        listen(event, activity);
    }

    private void listen(Element event, ActivityImpl activity) {
        try {
            EventStatuses statuses = EventStatuses.of(trading(event));
            if (statuses.saysStatus()) {
                String moment = WAITING.contains(event.getTagName())
                        ? ExecutionListener.EVENTNAME_END
                        : ExecutionListener.EVENTNAME_START;
                String name = event.attribute("name");
                ExecutionListener told = execution -> listener.getObject().moved(execution, statuses, name);
                activity.addBuiltInListener(moment, told);
            } else if (!statuses.isEmpty()) {
                throw refused(event, "gives a trading.reason or a trading.due, but no status that it would belong to");
            }
        } catch (IllegalArgumentException unknown) {
            throw refused(event, unknown.getMessage());
        }
    }

    private static BpmnParseException refused(Element element, String why) {
        return new BpmnParseException(element.attribute("id") + " " + why, element);
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
