package org.coincide.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.docs.Documentation.Mention;

/** The commands and requests that pages show, and the names that POMs, sources and OpenAPI files have for them. */
record DocumentedCommands(Documentation documentation) {

    private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");
    private static final Pattern MAVEN = Pattern.compile("\\bmvn ([^`\\n#]*)");
    private static final Pattern PROFILE = Pattern.compile("(?<=^| )-P([\\w,-]+)");
    private static final Pattern MODULES = Pattern.compile("(?<=^| )-pl ([\\w,/-]+)");
    private static final Pattern PROPERTY = Pattern.compile("(?<=^| )-D([\\w.]+)");
    private static final Pattern SETTING = Pattern.compile("--(coincide\\.[a-z][\\w.-]*)");
    private static final Pattern REQUEST = Pattern.compile("`(GET|POST|PUT|DELETE) (/api/[^`?\\s]*)");
    private static final Pattern CURL =
            Pattern.compile("\\bcurl ((?:[^`\\n]|\\\\\\n)*?http://127\\.0\\.0\\.1:808[01](/api/[^\\s'\"?`]*)[^`\\n]*)");
    private static final Pattern CURL_METHOD = Pattern.compile("-X (\\w+)");
    private static final Pattern CURL_BODY = Pattern.compile("(?<= )(-d|--data\\S*)(?= )");

    private static final Pattern SETTING_OF_REFERENCE = Pattern.compile("`(coincide\\.[\\w.<>-]+)`");
    private static final Pattern PROFILE_OF_POM = Pattern.compile("<profile>\\s*(?:<!--.*?-->\\s*)?<id>([^<]+)</id>");
    private static final Pattern OPENAPI_LINE =
            Pattern.compile("(?m)^ {2}['\"]?(/[^:'\"]*)['\"]?:|^ {4}(get|put|post|delete):");

    /** The decisions and the changelog keep the commands of their time. */
    private Stream<Path> pages() {
        return documentation.pages().stream()
                .filter(page -> !page.startsWith("docs/adr"))
                .filter(page -> !page.getFileName().toString().startsWith("changelog"));
    }

    private Stream<Mention> mentions(Path page, Pattern pattern) {
        return matches(page, pattern).map(match -> new Mention(page, match.group(1)));
    }

    private Stream<MatchResult> matches(Path page, Pattern pattern) {
        return pattern.matcher(CONTINUED.matcher(documentation.text(page)).replaceAll(""))
                .results();
    }

    Stream<Mention> profiles() {
        return ofMaven(PROFILE);
    }

    Stream<Mention> modules() {
        return ofMaven(MODULES);
    }

    Stream<Mention> properties() {
        return ofMaven(PROPERTY);
    }

    /** The names of settings below {@code coincide}, as options of a program. */
    Stream<Mention> settings() {
        return pages().flatMap(page -> mentions(page, SETTING));
    }

    /** The requests in backticks and of curl, as {@code GET /api/trades}. */
    Stream<Mention> requests() {
        return pages().flatMap(page -> Stream.concat(
                matches(page, REQUEST).map(request -> new Mention(page, request.group(1) + " " + request.group(2))),
                matches(page, CURL).map(curl -> new Mention(page, method(curl.group(1)) + " " + curl.group(2)))));
    }

    private static String method(String curl) {
        var method = CURL_METHOD.matcher(curl);
        return method.find() ? method.group(1) : CURL_BODY.matcher(curl).find() ? "POST" : "GET";
    }

    private Stream<Mention> ofMaven(Pattern option) {
        return pages().flatMap(page -> mentions(page, MAVEN).flatMap(command -> option.matcher(command.text())
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(",")))
                .map(name -> new Mention(page, name))));
    }

    Set<String> profilesOfThePoms() {
        return documentation.files().stream()
                .filter(file -> file.endsWith("pom.xml"))
                .flatMap(pom -> PROFILE_OF_POM.matcher(documentation.text(pom)).results())
                .map(profile -> profile.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean hasModule(String module) {
        return documentation.files().contains(Path.of(module, "pom.xml"));
    }

    /** Returns true if a POM passes the property on, or a test reads it. */
    boolean isRead(String property) {
        List<String> places = List.of(
                "${" + property + "}",
                "<" + property + ">",
                "<name>" + property + "</name>",
                "<name>!" + property + "</name>",
                "\"" + property + "\"");
        return documentation.files().stream()
                .filter(file -> file.endsWith("pom.xml")
                        || file.toString().contains("src/test/java")
                        || file.toString().contains("src/benchmark/java"))
                .map(documentation::text)
                .anyMatch(text -> places.stream().anyMatch(text::contains));
    }

    /** The names of docs/settings.md; a part in angle brackets is any name. */
    List<Pattern> settingsOfTheReference() {
        return SETTING_OF_REFERENCE
                .matcher(documentation.text(Path.of("docs/settings.md")))
                .results()
                .map(setting -> setting.group(1).replace(".", "\\.").replaceAll("<\\w+>", "[\\\\w-]+"))
                .map(Pattern::compile)
                .toList();
    }

    /** The operations of all OpenAPI files, as {@code GET /api/trades/{tradingId}}. */
    Set<String> operations() {
        return documentation.files().stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .map(documentation::text)
                .filter(text -> text.startsWith("openapi:"))
                .flatMap(DocumentedCommands::operations)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> operations(String openapi) {
        Set<String> operations = new TreeSet<>();
        String path = "";
        for (var line : OPENAPI_LINE.matcher(openapi).results().toList()) {
            if (line.group(1) == null) {
                operations.add(line.group(2).toUpperCase(Locale.ROOT) + " " + path);
            } else {
                path = line.group(1);
            }
        }
        return operations.stream();
    }
}
