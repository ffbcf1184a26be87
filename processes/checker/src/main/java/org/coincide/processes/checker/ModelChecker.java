package org.coincide.processes.checker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.processes.conventions.Convention;
import org.coincide.processes.model.BehaviourFingerprint;
import org.coincide.processes.model.Finding;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.PathCheckResult;
import org.coincide.processes.paths.PathChecker;
import org.coincide.processes.paths.PathViolation;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.server.ServerInterface;

/** Checks models: first the conventions, then the paths through all models together. */
public final class ModelChecker {

    private static final String PATHS = "every path declares only legal statuses and ends with a closed trade";
    private static final String WHOLE = "every path of the models is checked";
    private static final int MAX_VIOLATIONS = 20;

    /** As many model sets as an editor is likely to return to. */
    private static final int MAX_CACHED = 32;

    private final int maxStates;
    private final ServerInterface server;
    private final Map<String, PathCheckResult> cache = new LinkedHashMap<>();

    /**
     * Creates a checker for one server.
     *
     * @param maxStates the number of states after which the path check stops and refuses the models
     * @param server the interface of the server
     */
    public ModelChecker(int maxStates, ServerInterface server) {
        this.maxStates = maxStates;
        this.server = server;
    }

    /**
     * Checks files.
     *
     * @param others findings of others, such as the engine
     */
    public CheckReport check(Map<String, byte[]> files, List<Finding> others) {
        var unreadable = new ArrayList<Finding>();
        var models = ModelSetReader.read(files, unreadable);
        return unreadable.isEmpty()
                ? check(models, others)
                : new CheckReport(files.size(), 0, 0, true, merge(unreadable, others), List.of());
    }

    /** Checks models that were read before. */
    public CheckReport check(ModelSet models) {
        return check(models, List.of());
    }

    /** The path check runs only for models that keep all binding conventions. */
    private CheckReport check(ModelSet models, List<Finding> others) {
        var findings = Convention.all()
                .flatMap(convention -> convention.findings(models, server))
                .toList();
        var errors = merge(findings.stream().filter(Finding::binding).toList(), others);
        var advice = findings.stream().filter(finding -> !finding.binding()).toList();
        var count = models.processes().size() + models.decisions().size();
        if (!errors.isEmpty()) {
            return new CheckReport(count, 0, 0, true, errors, advice);
        }
        var result = checkPaths(models);
        var violations = new ArrayList<>(
                result.violations().stream().map(ModelChecker::finding).toList());
        if (result.limited()) {
            violations.add(limitFinding(models, result));
        }
        return new CheckReport(count, result.paths(), result.states(), !result.limited(), violations, advice);
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
                "the models have more than " + maxStates + " states, so that not every path was checked; "
                        + (branches.isEmpty() ? "" : "branches that multiply them: " + branches + "; ")
                        + "give a parallel branch no status and variables of its own, shorten the models, or raise the limit",
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
        var result = PathChecker.check(models, server, maxStates, MAX_VIOLATIONS);
        synchronized (cache) {
            cache.put(fingerprint, result);
            if (cache.size() > MAX_CACHED) {
                cache.remove(cache.keySet().iterator().next());
            }
        }
        return result;
    }

    private static Finding finding(PathViolation violation) {
        var path = violation.path().isEmpty() ? "" : ", on the path " + String.join(" > ", violation.path());
        return new Finding(violation.file(), violation.element(), PATHS, violation.text() + path, true);
    }
}
