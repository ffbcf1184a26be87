package org.coincide.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order in which the jobs of one acquisition are offered to the threads. */
class AcquisitionInOrderTest {

    private static final int JOBS = 8;
    private static final Date PAST = Date.from(Instant.parse("2026-11-01T00:00:00Z"));

    private ProcessEngine engine;
    private ManagementService management;

    @BeforeEach
    void start() {
        engine = HandOverEngine.start(Map.of(), any -> false);
        management = engine.getManagementService();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "timer.bpmn",
                        Bpmn.createExecutableProcess("timer")
                                .startEvent()
                                .intermediateCatchEvent()
                                .timerWithDuration("PT1H")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void jobsWithAHigherPriorityComeFirst() {
        List<String> due = due();
        IntStream.range(0, JOBS).forEach(i -> management.setJobPriority(due.get(i), i));
        List<String> highestFirst = new ArrayList<>(due);
        Collections.reverse(highestFirst);

        assertThat(acquired()).containsExactlyElementsOf(highestFirst);
    }

    /** The due timers of as many process instances. */
    private List<String> due() {
        return IntStream.range(0, JOBS)
                .mapToObj(i -> {
                    String instance = engine.getRuntimeService()
                            .startProcessInstanceByKey("timer")
                            .getId();
                    String job = management
                            .createJobQuery()
                            .processInstanceId(instance)
                            .singleResult()
                            .getId();
                    management.setJobDuedate(job, PAST);
                    return job;
                })
                .toList();
    }

    private List<String> acquired() {
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration
                .getCommandExecutorTxRequired()
                .execute(configuration.getJobExecutor().getAcquireJobsCmd(JOBS))
                .getJobIdBatches()
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
