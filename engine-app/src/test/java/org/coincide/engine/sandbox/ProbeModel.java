package org.coincide.engine.sandbox;

import org.camunda.bpm.engine.RepositoryService;

/** A process with one task, for tests of a task's permissions. */
public final class ProbeModel {

    private ProbeModel() {}

    /** Deploys the process {@code probe} with this task, whose identifier is {@code s}. */
    public static void deploy(RepositoryService repository, String task) {
        deployText(repository, with(task));
    }

    static void deployText(RepositoryService repository, String model) {
        repository.createDeployment().addString("probe.bpmn", model).deploy();
    }

    static String with(String task) {
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="probe"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:activiti="http://activiti.org/bpmn"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <bpmn:process id="probe" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="b"/>
                    <bpmn:sequenceFlow id="f" sourceRef="b" targetRef="s"/>
                    %s
                    <bpmn:sequenceFlow id='g' sourceRef='s' targetRef='e'/>
                    <bpmn:endEvent id="e"/>
                  </bpmn:process>
                </bpmn:definitions>
                """
                .formatted(task);
    }
}
