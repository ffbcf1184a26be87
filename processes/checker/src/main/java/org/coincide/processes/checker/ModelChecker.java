package org.coincide.processes.checker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.coincide.processes.conventions.Convention;
import org.coincide.processes.model.BehaviourFingerprint;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.Finding;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.PathCheckResult;
import org.coincide.processes.paths.PathChecker;
import org.coincide.processes.paths.PathViolation;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.report.HtmlReport;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.situations.Simulation;

/** Checks models: first the conventions, then the paths through all models together. */
public final class ModelChecker {

    private static final String PATHS = "every path declares only legal statuses and ends with a closed trade";
    private static final String REACHED = "some path reaches each element";
    private static final String TAKEN = "some path takes each answer of a question";
    private static final String WHOLE = "every path of the models is checked";
    private static final int MAX_VIOLATIONS = 20;

    /** As many model sets as an editor is likely to return to. */
    private static final int MAX_CACHED = 32;

    private final CheckLimits limits;
    private final ServerInterface server;
    private final Map<String, PathCheckResult> cache = new LinkedHashMap<>();

    /**
     * Creates a checker for one server.
     *
     * @param limits the limits beyond which models are refused
     * @param server the interface of the server
     */
    public ModelChecker(CheckLimits limits, ServerInterface server) {
        this.limits = limits;
        this.server = server;
    }

    /** The interface of the server, on which the result of a check depends. */
    public ServerInterface server() {
        return server;
    }

    /**
     * Checks files.
     *
     * @param others findings of others, such as the engine
     */
    public CheckReport check(Map<String, byte[]> files, List<Finding> others) {
        return check(files, () -> others);
    }

    /**
     * Checks files.
     *
     * @param others findings of others, such as the engine, which are asked for after the conventions are checked
     */
    public CheckReport check(Map<String, byte[]> files, Supplier<List<Finding>> others) {
        var unreadable = new ArrayList<Finding>();
        var models = ModelSetReader.read(files, limits, unreadable);
        return unreadable.isEmpty()
                ? check(models, others)
                : new CheckReport(files.size(), 0, 0, true, merge(unreadable, others.get()), List.of(), Set.of());
    }

    /**
     * Plays the situations of an order through files before and after a change.
     *
     * @return the differences of what the client is told, by situation; empty if a file cannot be read
     */
    public Map<String, List<String>> simulate(Map<String, byte[]> before, Map<String, byte[]> after) {
        var unreadable = new ArrayList<Finding>();
        var one = ModelSetReader.read(before, limits, unreadable);
        var other = ModelSetReader.read(after, limits, unreadable);
        return unreadable.isEmpty() ? Simulation.compare(one, other, server, limits) : Map.of();
    }

    /** A page with the diagrams of readable files, the findings of their check and the differences of a simulation. */
    public String page(Map<String, byte[]> files, CheckReport report, Map<String, List<String>> differences) {
        var models = ModelSetReader.read(files, limits, new ArrayList<>());
        var findings = Stream.concat(report.errors().stream(), report.advice().stream())
                .toList();
        return HtmlReport.of(models, report.toString(), report.visited(), findings, differences);
    }

    /** Checks models that were read before. */
    public CheckReport check(ModelSet models) {
        return check(models, List::of);
    }

    /** The path check runs only for models that keep all binding conventions. */
    private CheckReport check(ModelSet models, Supplier<List<Finding>> others) {
        var findings = Convention.all()
                .flatMap(convention -> convention.findings(models, server))
                .collect(Collectors.toMap(Finding::toString, finding -> finding, ModelChecker::one, LinkedHashMap::new))
                .values();
        var errors = merge(findings.stream().filter(Finding::binding).toList(), others.get());
        var advice = findings.stream().filter(finding -> !finding.binding()).toList();
        var count = models.processes().size() + models.decisions().size();
        if (!errors.isEmpty()) {
            return new CheckReport(count, 0, 0, true, errors, advice, Set.of());
        }
        var result = checkPaths(models);
        var violations = new ArrayList<>(
                result.violations().stream().map(ModelChecker::finding).toList());
        if (result.limited()) {
            violations.add(limitFinding(models, result));
        }
        var allAdvice = violations.isEmpty()
                ? Stream.of(advice.stream(), unreached(models, result), untaken(models, result))
                        .flatMap(remarks -> remarks)
                        .toList()
                : advice;
        var visited = new HashSet<>(result.elements());
        visited.addAll(result.flows());
        return new CheckReport(
                count, result.paths(), result.states(), !result.limited(), violations, allAdvice, visited);
    }

    /** Two rules can find the same mistake: it is reported once, as an error if it is one by either. */
    private static Finding one(Finding first, Finding second) {
        return first.binding() || !second.binding() ? first : second;
    }

    /** Elements that no path reaches: they do nothing, which an editor hardly means. */
    private static Stream<Finding> unreached(ModelSet models, PathCheckResult result) {
        return models.processes().entrySet().stream()
                .flatMap(model -> model.getValue().getModelElementsByType(FlowNode.class).stream()
                        .filter(node -> !result.elements().contains(node.getId()) && isVisited(node))
                        .map(node -> new Finding(
                                model.getKey(),
                                node.getId(),
                                REACHED,
                                "is reached by no path; connect the element, or remove it",
                                false)));
    }

    /** Answers that a reached gateway never gives, such as one behind an answer that always wins. */
    private static Stream<Finding> untaken(ModelSet models, PathCheckResult result) {
        return models.processes().entrySet().stream()
                .flatMap(model -> model.getValue().getModelElementsByType(ExclusiveGateway.class).stream()
                        .filter(gateway -> result.elements().contains(gateway.getId())
                                && gateway.getOutgoing().size() > 1)
                        .flatMap(gateway -> gateway.getOutgoing().stream())
                        .filter(flow -> !result.flows().contains(flow.getId()))
                        .map(flow -> new Finding(
                                model.getKey(),
                                flow.getId(),
                                TAKEN,
                                "is taken by no path, since other answers of its question always win; correct the"
                                        + " conditions, or remove the flow",
                                false)));
    }

    /** No token enters a sub-process itself, nor a compensation boundary event. */
    private static boolean isVisited(FlowNode node) {
        return node instanceof ThrowEvent
                || !(node instanceof SubProcess)
                        && node.getChildElementsByType(CompensateEventDefinition.class)
                                .isEmpty();
    }

    /** Models whose paths are not all checked are refused: any of the others can stop an order. */
    private Finding limitFinding(ModelSet models, PathCheckResult result) {
        var at = result.dependentBranches().keySet().stream().findFirst();
        var branches = result.dependentBranches().entrySet().stream()
                .map(branch -> branch.getKey() + " (" + branch.getValue() + ")")
                .collect(Collectors.joining("; "));
        return new Finding(
                at.map(ProcessNode::file)
                        .orElseGet(() -> models.processes().keySet().iterator().next()),
                at.map(ProcessNode::id).orElse(""),
                WHOLE,
                "the models have more than " + limits.maxStates() + " states, or their check takes longer than "
                        + limits.maxTime().toSeconds() + " s, so that not every path was checked; "
                        + (branches.isEmpty() ? "" : "branches that multiply them: " + branches + "; ")
                        + "give a parallel branch no status and variables of its own, shorten the models, or raise the"
                        + " limit",
                true);
    }

    /** Drops the findings of others on elements that have a finding already. */
    private static List<Finding> merge(List<Finding> own, List<Finding> others) {
        var more = others.stream().filter(other -> own.stream()
                .noneMatch(
                        one -> one.file().equals(other.file()) && one.element().equals(other.element())));
        return Stream.concat(own.stream(), more).toList();
    }

    /** A path check takes seconds. Its result is cached, since many changes concern only the appearance. */
    private PathCheckResult checkPaths(ModelSet models) {
        var fingerprint = BehaviourFingerprint.of(models);
        synchronized (cache) {
            var cached = cache.get(fingerprint);
            if (cached != null) {
                return cached;
            }
        }
        var result = explorePaths(models);
        synchronized (cache) {
            cache.put(fingerprint, result);
            if (cache.size() > MAX_CACHED) {
                cache.remove(cache.keySet().iterator().next());
            }
        }
        return result;
    }

    /** A failure of the exploration is a violation of no known file. */
    private PathCheckResult explorePaths(ModelSet models) {
        try {
            return PathChecker.check(models, server, limits, MAX_VIOLATIONS);
        } catch (RuntimeException | StackOverflowError failure) {
            var violation = new PathViolation(
                    models.processes().keySet().iterator().next(),
                    "",
                    "the paths cannot be checked (" + failure + "); undo the last change of the models",
                    List.of(),
                    List.of());
            return new PathCheckResult(0, 0, false, Set.of(), Set.of(), Map.of(), List.of(violation));
        }
    }

    private static Finding finding(PathViolation violation) {
        var path = violation.path().isEmpty() ? "" : ", on the path " + String.join(" > ", violation.path());
        return new Finding(violation.file(), violation.element(), PATHS, violation.text() + path, true);
    }
}
