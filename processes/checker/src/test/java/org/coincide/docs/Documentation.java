package org.coincide.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of the repository, with their links and the names of files and classes in them. */
record Documentation(Path root, List<Path> files) {

    private static final Set<String> NOT_OURS = Set.of(".git", "target", "data", "node_modules");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");
    static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TEST_OF_COMMAND = Pattern.compile("-D(?:it\\.)?test='?([\\w$]+(?:#\\w+)?)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    /** A link, or the name of a file or class, with its page. */
    record Mention(Path page, String text) {

        @Override
        public String toString() {
            return page + ": " + text;
        }
    }

    static Documentation ofThisRepository() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("docs/contract"))) {
            root = root.getParent();
        }
        return new Documentation(root, filesBelow(root));
    }

    List<Path> pages() {
        return files.stream()
                .filter(file -> file.equals(Path.of("README.md")) || file.startsWith("docs"))
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    Stream<Mention> relativeLinks() {
        return pages().stream().flatMap(page -> LINK.matcher(prose(page))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .map(link -> new Mention(page, link)));
    }

    /** The texts between backticks, except in decision records, which keep the names of their time. */
    Stream<Mention> codeWords() {
        return pages().stream()
                .filter(page -> !page.startsWith("docs/adr"))
                .flatMap(page -> CODE.matcher(prose(page)).results().map(code -> new Mention(page, code.group(1))));
    }

    /** The tests that the commands on the pages run, as {@code Class#method} or {@code Class}. */
    Stream<Mention> testsOfCommands() {
        return pages().stream().flatMap(page -> TEST_OF_COMMAND
                .matcher(text(page))
                .results()
                .map(test -> new Mention(page, test.group(1)))
                .filter(test -> !test.text().equals("NONE") && !test.text().equals("NAME")));
    }

    boolean hasTest(Mention test) {
        String[] parts = test.text().split("#");
        String file = parts[0].replaceFirst("\\$.*", "") + ".java";
        return files.stream()
                .filter(path -> path.endsWith(file))
                .anyMatch(path -> parts.length == 1 || text(path).contains(" " + parts[1] + "("));
    }

    /** The files that links lead to from a page, directly or through other pages. */
    Set<Path> reachableFrom(Path start) {
        var targets = relativeLinks()
                .collect(Collectors.groupingBy(
                        Mention::page,
                        Collectors.mapping(link -> root.relativize(fileOf(target(link))), Collectors.toSet())));
        var reached = new HashSet<Path>();
        var next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            var page = next.pop();
            if (reached.add(page)) {
                next.addAll(targets.getOrDefault(page, Set.of()));
            }
        }
        return reached;
    }

    /** The page that is shown for a link to a folder is its README. */
    private static Path fileOf(Path target) {
        return Files.isDirectory(target) ? target.resolve("README.md") : target;
    }

    private Path target(Mention link) {
        var path = link.text().split("#", 2)[0];
        return path.isEmpty()
                ? root.resolve(link.page())
                : root.resolve(link.page()).resolveSibling(path).normalize();
    }

    boolean leadsSomewhere(Mention link) {
        var parts = link.text().split("#", 2);
        var target = target(link);
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(target).contains(parts[1]);
    }

    boolean hasFileEndingWith(String name) {
        return files.stream().anyMatch(file -> file.endsWith(name));
    }

    String text(Path file) {
        return read(root.resolve(file));
    }

    private String prose(Path page) {
        return FENCE.matcher(text(page)).replaceAll("");
    }

    private static List<String> anchors(Path page) {
        return HEADING.matcher(read(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase()
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesBelow(Path root) {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(root.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(files);
    }
}
