package org.coincide.client.web;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The texts for people in a Java source: each string, and each concatenation of strings and values with {0}, {1} and so on in the places of
 * the values. A text has a space and begins in lower case or with a value, as all texts of warnings do; messages of exceptions do not.
 */
final class SourceTexts extends TreeScanner<Void, Set<String>> {

    private static final Pattern TEXT = Pattern.compile("(?s)(\\{\\d} )*[a-z].* .*");
    private static final Pattern INVARIANT = Pattern.compile("^[A-Z_]+: ");

    /** A value within a text. */
    private static final String VALUE = "\0";

    private SourceTexts() {}

    static Set<String> of(Path file) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
            Set<String> found = new TreeSet<>();
            for (CompilationUnitTree unit : task.parse()) {
                new SourceTexts().scan(unit, found);
            }
            return found;
        }
    }

    @Override
    public Void visitImport(ImportTree node, Set<String> found) {
        return null;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Set<String> found) {
        add(alternatives(literal), found);
        return null;
    }

    @Override
    public Void visitBinary(BinaryTree node, Set<String> found) {
        if (node.getKind() != Tree.Kind.PLUS) {
            return super.visitBinary(node, found);
        }
        add(alternatives(node), found);
        for (ExpressionTree part : parts(node)) {
            // A choice between strings is a part of the text.
            if (!(part instanceof LiteralTree) && !(inner(part) instanceof ConditionalExpressionTree)) {
                scan(part, found);
            }
        }
        return null;
    }

    private static void add(List<String> alternatives, Set<String> found) {
        alternatives.stream()
                .map(SourceTexts::numbered)
                .map(text -> INVARIANT.matcher(text).replaceFirst(""))
                .filter(text -> TEXT.matcher(text).matches())
                .forEach(found::add);
    }

    private static String numbered(String text) {
        StringBuilder numbered = new StringBuilder();
        int values = 0;
        for (char character : text.toCharArray()) {
            numbered.append(character == VALUE.charAt(0) ? "{" + values++ + "}" : character);
        }
        return numbered.toString();
    }

    /** The texts that an expression can have. */
    private static List<String> alternatives(ExpressionTree expression) {
        ExpressionTree inner = inner(expression);
        if (inner instanceof LiteralTree literal) {
            return List.of(String.valueOf(literal.getValue()));
        }
        if (inner instanceof ConditionalExpressionTree choice) {
            return Stream.concat(
                            alternatives(choice.getTrueExpression()).stream(),
                            alternatives(choice.getFalseExpression()).stream())
                    .toList();
        }
        // A sum of numbers is a value.
        if (inner instanceof BinaryTree node
                && node.getKind() == Tree.Kind.PLUS
                && parts(node).stream().anyMatch(SourceTexts::isText)) {
            return parts(node).stream().map(SourceTexts::alternatives).reduce(List.of(""), SourceTexts::combined);
        }
        return List.of(VALUE);
    }

    private static boolean isText(ExpressionTree expression) {
        return alternatives(expression).stream()
                        .anyMatch(text -> !text.replace(VALUE, "").isEmpty())
                && !(inner(expression) instanceof LiteralTree literal && !(literal.getValue() instanceof String));
    }

    private static List<String> combined(List<String> first, List<String> second) {
        return first.stream()
                .flatMap(begin -> second.stream().map(end -> begin + end))
                .toList();
    }

    private static List<ExpressionTree> parts(BinaryTree node) {
        List<ExpressionTree> parts = new ArrayList<>();
        if (node.getLeftOperand() instanceof BinaryTree left && left.getKind() == Tree.Kind.PLUS) {
            parts.addAll(parts(left));
        } else {
            parts.add(node.getLeftOperand());
        }
        parts.add(node.getRightOperand());
        return parts;
    }

    private static ExpressionTree inner(ExpressionTree expression) {
        return expression instanceof ParenthesizedTree parenthesized
                ? inner(parenthesized.getExpression())
                : expression;
    }
}
