package org.coincide.engine.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.coincide.engine.accounts.CoincideProperties;
import org.coincide.engine.people.TaskOrderVariables;
import org.coincide.processes.server.DelegateDeclaration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Decides which requests of a worker reach the engine. The engine itself knows no permission for a topic: an account that may complete one external
 * task may read and change every process.
 */
@Component
public class WorkerRequests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FETCH = "/fetchAndLock";
    private static final Pattern OF_TASK =
            Pattern.compile("/([A-Za-z0-9-]{1,64})/(complete|failure|bpmnError|extendLock|unlock|order)");

    private static final WorkerDecision ALLOWED = new WorkerDecision.Allowed();

    private final Map<String, List<String>> workers;
    private final Map<String, DelegateDeclaration> topics;
    private final long maxLock;
    private final ExternalTaskService tasks;
    private final TaskOrderVariables orders;

    WorkerRequests(
            CoincideProperties accounts, TopicProperties topics, ExternalTaskService tasks, TaskOrderVariables orders) {
        this.workers = accounts.workers();
        this.topics = topics.declarations();
        this.maxLock = topics.maxLock().toMillis();
        this.tasks = tasks;
        this.orders = orders;
    }

    /** Returns whether an account is that of a worker. */
    public boolean isWorker(String account) {
        return workers.containsKey(account);
    }

    /**
     * Decides on a request.
     *
     * @param path the path after that of the external tasks
     * @param body the body, which may be empty
     */
    public WorkerDecision decide(String worker, String method, String path, byte[] body) {
        JsonNode request;
        try {
            request = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException malformed) {
            return refused(HttpStatus.BAD_REQUEST, "The body is not JSON. Send the request of Camunda's REST API.");
        }
        if (method.equals("POST") && path.equals(FETCH)) {
            return fetch(worker, request);
        }
        Matcher ofTask = OF_TASK.matcher(path);
        return ofTask.matches() && method.equals(ofTask.group(2).equals("order") ? "GET" : "POST")
                ? ofTask(worker, ofTask.group(1), ofTask.group(2), request)
                : refused(
                        HttpStatus.FORBIDDEN,
                        "A worker may fetch tasks, complete, fail and unlock its own, and read their orders."
                                + " Use the operator's account for everything else.");
    }

    private WorkerDecision fetch(String worker, JsonNode request) {
        if (!isOwn(worker, request.path("workerId").asText())) {
            return refused(
                    HttpStatus.FORBIDDEN,
                    "The workerId is " + request.path("workerId").asText() + ". Use the name of the account, " + worker
                            + ", or " + worker + "- and a text.");
        }
        for (JsonNode topic : request.path("topics")) {
            String name = topic.path("topicName").asText();
            if (!workers.get(worker).contains(name)) {
                return refused(
                        HttpStatus.FORBIDDEN,
                        "The topic " + name + " is none of the account's: " + workers.get(worker)
                                + ". Add it to coincide.workers." + worker + ".");
            }
            if (topic.path("lockDuration").asLong() > maxLock) {
                return tooLong();
            }
        }
        return ALLOWED;
    }

    private WorkerDecision ofTask(String worker, String id, String action, JsonNode request) {
        Optional<ExternalTask> found = Optional.ofNullable(
                        tasks.createExternalTaskQuery().externalTaskId(id).singleResult())
                .filter(task -> workers.get(worker).contains(task.getTopicName()))
                .filter(task -> isOwn(worker, String.valueOf(task.getWorkerId())));
        if (found.isEmpty()) {
            return refused(
                    HttpStatus.NOT_FOUND,
                    "The account has locked no task " + id + ". Fetch the task before working on it.");
        }
        ExternalTask task = found.get();
        if (action.equals("order")) {
            return orders.orderOf(task.getBusinessKey())
                    .<WorkerDecision>map(WorkerDecision.Answered::new)
                    .orElseGet(() -> refused(HttpStatus.NOT_FOUND, "The task " + id + " is about no order."));
        }
        if (request.path("newDuration").asLong() > maxLock) {
            return tooLong();
        }
        DelegateDeclaration declared = topics.get(task.getTopicName());
        return switch (action) {
            case "complete" -> result(task, null, request, declared);
            case "bpmnError" -> result(task, request.path("errorCode").asText(), request, declared);
            default -> ALLOWED;
        };
    }

    /** An outcome that the check of the models did not know could lead an order anywhere. */
    private static WorkerDecision result(
            ExternalTask task, String error, JsonNode request, DelegateDeclaration declared) {
        JsonNode variables = request.path("variables");
        if (declared == null
                || !request.path("localVariables").isEmpty()
                || declared.outcomes().stream()
                        .noneMatch(outcome -> java.util.Objects.equals(outcome.error(), error)
                                && sets(variables, outcome.variables(), declared.otherVariables()))) {
            return refused(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "The result " + (error == null ? "" : "with the error " + error + " ") + "and the variables "
                            + variables + " is not an outcome of the topic " + task.getTopicName()
                            + ". Report one of coincide.external-tasks.topics." + task.getTopicName() + ".outcomes.");
        }
        return ALLOWED;
    }

    private static boolean sets(JsonNode variables, Map<String, Object> declared, Set<String> others) {
        boolean declares = declared.entrySet().stream().allMatch(variable -> {
            JsonNode value = variables.path(variable.getKey()).path("value");
            // Numbers are examples: the check tries each answer of the conditions.
            return variable.getValue() instanceof Number
                    ? value.isNumber()
                    : value.isValueNode()
                            && value.asText().equals(String.valueOf(variable.getValue()))
                            && value.isBoolean() == variable.getValue() instanceof Boolean;
        });
        return declares
                && variables.properties().stream()
                        .allMatch(sent -> declared.containsKey(sent.getKey()) || others.contains(sent.getKey()));
    }

    private WorkerDecision tooLong() {
        return refused(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "The lock is longer than coincide.external-tasks.max-lock, " + maxLock
                        + " ms. Lock the task for a shorter time.");
    }

    /** The account, or one of several processes of the same account. */
    private static boolean isOwn(String worker, String workerId) {
        return workerId.equals(worker) || workerId.startsWith(worker + "-");
    }

    private static WorkerDecision refused(HttpStatus status, String detail) {
        return new WorkerDecision.Refused(status, detail);
    }
}
