package org.coincide.engine.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.coincide.engine.people.TaskOrderVariables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Adds the order's variables to every user task, in shipped models and in an editor's own. */
@Component
class TaskOrderPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<TaskOrderVariables> order;

    /** Takes a provider, because the listener needs the database, which is initialized after the engine's configuration. */
    TaskOrderPlugin(ObjectProvider<TaskOrderVariables> order) {
        this.order = order;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = new ArrayList<>();
        if (engine.getCustomPreBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPreBPMNParseListeners());
        }
        listeners.add(new UserTasks(order));
        engine.setCustomPreBPMNParseListeners(listeners);
    }

    /** Adds a built-in listener, which Cockpit cannot skip and which runs before the listeners of the model. */
    private static final class UserTasks extends AbstractBpmnParseListener {

        private final ObjectProvider<TaskOrderVariables> order;

        UserTasks(ObjectProvider<TaskOrderVariables> order) {
            this.order = order;
        }

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            ((UserTaskActivityBehavior) activity.getActivityBehavior())
                    .getTaskDefinition()
                    .addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, task -> order.getObject()
                            .addTo(task));
        }
    }
}
