package org.coincide.processes.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;

/**
 * An embedded form of Tasklist.
 *
 * @param fields the fields that set a variable, by its name
 * @param scriptWords the words in quotes of its scripts, among which are the variables that they set
 * @param shown the variables that its scripts fetch
 * @param events the events of the form that its scripts listen to
 * @param unknownNames the names of the page that nothing sets
 * @param faults faults of its HTML and of its scripts
 */
public record HtmlForm(
        Map<String, FormField> fields,
        Set<String> scriptWords,
        Set<String> shown,
        Set<String> events,
        Set<String> unknownNames,
        List<FormFault> faults) {

    private static final Pattern KEY = Pattern.compile("embedded:deployment:(.+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^<]*?)}}");
    private static final Pattern LOOP = Pattern.compile("\\s*\\(?\\s*(\\w+)(?:\\s*,\\s*(\\w+)\\s*\\))?\\s+in\\s+");
    private static final Pattern TEXT = Pattern.compile("'(?:\\\\.|[^'\\\\])*'|\"(?:\\\\.|[^\"\\\\])*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.$|]|\\|\\s)[A-Za-z_]\\w*(?!\\s*:|\\w)");
    private static final Set<String> KEYWORDS =
            Set.of("true", "false", "null", "undefined", "track", "by", "in", "as", "$index");
    private static final int MAX_ERRORS = 10;

    /** The form file that a task names in its form key; empty if it names none. */
    public static Optional<String> fileOf(UserTask task) {
        return Optional.ofNullable(task.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "formKey"))
                .map(KEY::matcher)
                .filter(named -> named.matches())
                .map(named -> named.group(1));
    }

    /** Reads a form. Faults are part of the result. */
    public static HtmlForm read(String html) {
        var parser = Parser.htmlParser().setTrackErrors(MAX_ERRORS).setTrackPosition(true);
        var page = parser.parseInput(html, "");
        var scripts = page.select("script").stream()
                .map(script -> new FormScript(line(script), script.data()))
                .toList();
        var words = scripts.stream()
                .flatMap(script -> script.words().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return new HtmlForm(
                fields(page),
                words,
                scripts.stream().flatMap(script -> script.shown().stream()).collect(Collectors.toSet()),
                scripts.stream().flatMap(FormScript::events).collect(Collectors.toCollection(TreeSet::new)),
                unknownNames(page, words, scripts),
                faults(html, page, parser, scripts));
    }

    /** The names that the form sets without showing them first. */
    public Set<String> set() {
        var names = settable();
        names.removeAll(shown);
        names.addAll(fields.keySet());
        return names;
    }

    /** The names that the form can set. */
    public Set<String> settable() {
        var names = new TreeSet<>(scriptWords);
        names.addAll(fields.keySet());
        return names;
    }

    private static int line(Element element) {
        return element.sourceRange().start().lineNumber();
    }

    private static Map<String, FormField> fields(Document page) {
        var fields = new TreeMap<String, FormField>();
        page.select("[cam-variable-name]").forEach(element -> {
            var name = element.attr("cam-variable-name");
            fields.put(
                    name,
                    new FormField(
                            line(element),
                            name,
                            element.attr("cam-variable-type"),
                            choices(element),
                            element.hasAttr("required"),
                            obstacle(element)));
        });
        return fields;
    }

    private static String obstacle(Element field) {
        if (field.hasAttr("disabled") || field.hasAttr("readonly")) {
            return "is disabled";
        }
        return Stream.concat(Stream.of(field), field.parents().stream())
                        .noneMatch(element -> Stream.of("ng-if", "ng-show", "ng-hide", "ng-switch-when")
                                .anyMatch(element::hasAttr))
                ? ""
                : "is only shown on a condition";
    }

    private static List<String> choices(Element field) {
        if (field.normalName().equals("select")) {
            return field.select("option").stream()
                    .map(option -> option.hasAttr("value") ? option.attr("value") : option.text())
                    .filter(value -> !value.isEmpty())
                    .toList();
        }
        return field.attr("type").equals("checkbox") ? List.of("false", "true") : List.of();
    }

    private static List<FormFault> faults(String html, Document page, Parser parser, List<FormScript> scripts) {
        var faults = new ArrayList<FormFault>();
        if (html.isBlank()) {
            return List.of(new FormFault(1, "the form is empty; copy the most similar one", true));
        }
        parser.getErrors().stream().map(HtmlForm::fault).findFirst().ifPresent(faults::add);
        if (page.select("form").isEmpty()) {
            faults.add(new FormFault(1, "has no element <form>, in which Tasklist looks for the fields; add it", true));
        }
        page.select("form").stream()
                .skip(1)
                .map(second -> new FormFault(
                        line(second),
                        "has a second element <form>, which Tasklist does not show; keep all in one",
                        true))
                .forEach(faults::add);
        repeated(page)
                .map(field -> new FormFault(
                        line(field),
                        "a second field sets " + field.attr("cam-variable-name")
                                + ", so that Tasklist cannot show the form; keep one",
                        true))
                .forEach(faults::add);
        page.select("select[multiple][cam-variable-name]").stream()
                .map(field -> new FormFault(
                        line(field),
                        "the field " + field.attr("cam-variable-name")
                                + " takes several choices, which a condition cannot read; remove multiple",
                        true))
                .forEach(faults::add);
        unclosed(page).forEach(faults::add);
        page.select("script[src]").stream()
                .map(script -> new FormFault(
                        line(script),
                        "the script " + script.attr("src") + " is not loaded; write it into the form",
                        true))
                .forEach(faults::add);
        page.select("script:not([cam-script]):not([src])").stream()
                .map(script -> new FormFault(
                        line(script), "the script does not run; add the attribute cam-script to it", true))
                .forEach(faults::add);
        scripts.stream().flatMap(script -> script.fault().stream()).forEach(faults::add);
        return faults;
    }

    private static Stream<Element> repeated(Document page) {
        var seen = new TreeSet<String>();
        return page.select("[cam-variable-name]").stream().filter(field -> !seen.add(field.attr("cam-variable-name")));
    }

    /** A placeholder without its end is shown as it is. */
    private static Stream<FormFault> unclosed(Document page) {
        return page.getAllElements().stream()
                .filter(element -> !element.normalName().equals("script"))
                .flatMap(element -> element.textNodes().stream()
                        .map(text -> PLACEHOLDER.matcher(text.getWholeText()).replaceAll(""))
                        .filter(text -> text.contains("{{"))
                        .map(text -> new FormFault(
                                line(element),
                                "the placeholder "
                                        + text.substring(text.indexOf("{{")).strip()
                                        + " is shown as it is; end it with }}",
                                false)));
    }

    private static FormFault fault(ParseError error) {
        var line = Integer.parseInt(error.getCursorPos().replaceAll(":.*", ""));
        var message = error.getErrorMessage();
        if (message.contains("EOF")) {
            return new FormFault(line, "the form is cut off here; restore its end", true);
        }
        var isEndTag = message.contains("EndTag");
        return new FormFault(
                line, "the HTML is malformed: " + message.replaceAll("\\s+", " ") + "; correct the tags", isEndTag);
    }

    /** The names in placeholders that neither a script nor a field sets. */
    private static Set<String> unknownNames(Document page, Set<String> words, List<FormScript> scripts) {
        var known = new TreeSet<>(words);
        known.addAll(KEYWORDS);
        scripts.stream().flatMap(FormScript::assigned).forEach(known::add);
        Stream.of("ng-model", "cam-variable-name")
                .flatMap(attribute -> page.select("[" + attribute + "]").stream()
                        .map(element -> element.attr(attribute).replaceAll("[.\\[].*", "")))
                .forEach(known::add);
        page.select("[ng-repeat]").stream()
                .map(element -> LOOP.matcher(element.attr("ng-repeat")))
                .filter(loop -> loop.lookingAt())
                .flatMap(loop -> Stream.of(loop.group(1), loop.group(2)))
                .filter(name -> name != null)
                .forEach(known::add);
        return PLACEHOLDER
                .matcher(page.html())
                .results()
                .map(found -> Parser.unescapeEntities(found.group(1), false))
                .flatMap(code -> NAME.matcher(TEXT.matcher(code).replaceAll("")).results())
                .map(found -> found.group())
                .filter(name -> !known.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
