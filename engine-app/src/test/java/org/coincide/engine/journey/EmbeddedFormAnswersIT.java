package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.coincide.engine.support.OnHsqldb;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

/** Answers to a task whose model declares no fields: those of its HTML form apply. */
@OnHsqldb
@SharedServer
class EmbeddedFormAnswersIT extends SavedModelsScenario {

    private static final Path EXAMPLE = Path.of("../docs/examples/quality-check");
    private static final String REMEDY = "Send true or false, of the type Boolean.";

    private final Goods goods = new Goods(this);

    @Test
    void anAnswerThatTheHtmlFormDoesNotOfferIsABadRequest() throws Exception {
        for (String file : List.of("dispatch.bpmn", "check-quality.html")) {
            models.save(file, content(file));
        }
        awaitUntil(() -> assertThat(latest("dispatch").getVersionTag()).endsWith("-quality"));
        ObjectNode order = packed();
        Task check = task(order, "Task_CheckQuality");
        for (String way : List.of("complete", "submit-form")) {
            assertRefused(check, way, "");
            for (String answer : List.of("null", "\"\"", "\"true\"", "\"Yes\"", "1")) {
                assertRefused(check, way, "\"qualityGood\":{\"value\":" + answer + "}");
            }
        }
        ResponseEntity<String> accepted = complete(check, "submit-form", "\"qualityGood\":{\"value\":true}");
        assertThat(accepted.getStatusCode().value()).as(accepted.getBody()).isEqualTo(204);
        tasks.complete(task(order, "Task_HandOverParcel").getId());
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
    }

    /** An order whose goods a person has packed. */
    private ObjectNode packed() throws Exception {
        String sku = goods.product(0, LocalDate.now().plusDays(3));
        ObjectNode order = Goods.order(sku, 1, "tok_ok");
        acme.order(order);
        awaitStatuses(order, "IN_PROGRESS/BACKORDERED/AUTHORIZED");
        goods.byHand(order);
        goods.receive(sku, 1);
        tasks.complete(task(order, "Task_PickAndPack").getId(), Map.of("picked", "{\"1\": 1}"));
        return order;
    }

    private void assertRefused(Task task, String way, String variables) {
        ResponseEntity<String> answer = complete(task, way, variables);
        assertThat(answer.getStatusCode().value())
                .as("%s %s: %s", way, variables, answer.getBody())
                .isEqualTo(400);
        assertThat(answer.getBody()).contains("qualityGood", REMEDY, "Nothing has changed.");
    }

    private ResponseEntity<String> complete(Task task, String way, String variables) {
        return goods.post(
                secrets.operator(),
                "/engine-rest/engine/" + bean(ProcessEngine.class).getName() + "/task/" + task.getId() + "/" + way,
                "{\"variables\":{" + variables + "}}");
    }

    private static byte[] content(String file) throws IOException {
        return Files.readAllBytes(EXAMPLE.resolve(file));
    }
}
