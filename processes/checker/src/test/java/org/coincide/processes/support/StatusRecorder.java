package org.coincide.processes.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.coincide.processes.lifecycle.DeclaredStatus;

/** Records the declared statuses by trade, in place of the server's listener. */
public final class StatusRecorder extends AbstractBpmnParseListener {

    private final Map<String, List<DeclaredStatus>> byTrade = new ConcurrentHashMap<>();
    private volatile Runnable afterEach = () -> {};

    /** The statuses of one trade, oldest first. */
    public List<DeclaredStatus> of(String tradingId) {
        return List.copyOf(byTrade.getOrDefault(tradingId, List.of()));
    }

    /** Sets an action that runs in the engine's transaction after each status. */
    public void afterEach(Runnable action) {
        afterEach = action;
    }

    @Override
    public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        listen(activity);
    }

    @Override
    public void parseIntermediateCatchEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        listen(activity);
    }

    @Override
    public void parseBoundaryEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        listen(activity);
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        listen(activity);
    }

    /** Listens at the end of the event, when a catching event has occurred. */
    private void listen(ActivityImpl activity) {
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) this::record);
    }

    private void record(DelegateExecution execution) {
        DeclaredStatus.of(execution.getBpmnModelElementInstance()).forEach(status -> {
            var tradingId = execution.getProcessBusinessKey();
            if (tradingId == null) {
                throw new IllegalStateException(
                        "No business key at " + execution.getCurrentActivityId() + ": its call activity must pass it");
            }
            byTrade.computeIfAbsent(tradingId, none -> new CopyOnWriteArrayList<>())
                    .add(status);
            afterEach.run();
        });
    }
}
