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

/** Has each task that waits for a person tell which order it is about, also one that an editor will draw tomorrow. */
@Component
class TaskOrderPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<TaskOrderVariables> order;

    /** The listener comes late: it needs the trades, they need the database, and the engine is built in between. */
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

    /** A built-in listener, which Cockpit cannot be asked to skip. It runs before those of the model. */
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
                            .tell(task));
        }
    }
}
