package org.coincide.engine.payment.books;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.people.TaskOrderVariables;
import org.coincide.engine.people.WorkGroups;
import org.springframework.stereotype.Component;

/** Tasks for the accounting group that belong to no process. */
@Component
public class AccountingTasks {

    private final TaskService tasks;

    AccountingTasks(TaskService tasks) {
        this.tasks = tasks;
    }

    /** @param about shown in the list of tasks: a reference */
    public void create(String name, String description, String about) {
        Task task = tasks.newTask();
        task.setName(name);
        task.setDescription(description);
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), WorkGroups.ACCOUNTING);
        tasks.setVariableLocal(task.getId(), TaskOrderVariables.ABOUT, about);
    }
}
