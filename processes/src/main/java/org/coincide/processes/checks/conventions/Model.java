package org.coincide.processes.checks.conventions;

import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/**
 * One model as a convention sees it.
 *
 * @param processIds the processes that are deployed with it, its own among them
 */
record Model(String file, BpmnModelInstance content, Set<String> processIds) {}
