package org.coincide.client.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A terminal of 80 columns: breaks longer lines between two columns of a table, or between two words. */
final class WrappingOutput extends OutputStream {

    static final int WIDTH = 80;
    /** The width of the time at the beginning of a line of the ledger. */
    private static final int TIME = 9;

    private final OutputStream terminal;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    WrappingOutput(OutputStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void write(int character) throws IOException {
        if (character == '\n') {
            for (String part : wrap(line.toString(StandardCharsets.UTF_8))) {
                terminal.write((part + "\n").getBytes(StandardCharsets.UTF_8));
            }
            line.reset();
            terminal.flush();
        } else {
            line.write(character);
        }
    }

    /** The parts of a line. Only a word that is itself too long makes a part of more than 80 characters. */
    static List<String> wrap(String line) {
        List<String> parts = new ArrayList<>();
        String indent = " "
                .repeat(
                        startsWithTime(line)
                                ? TIME
                                : line.length() - line.stripLeading().length());
        String rest = line;
        while (rest.length() > WIDTH) {
            int end = lastBreak(rest);
            if (end < 0) {
                break;
            }
            parts.add(rest.substring(0, end).stripTrailing());
            rest = indent + rest.substring(end).stripLeading();
        }
        parts.add(rest);
        return parts;
    }

    private static boolean startsWithTime(String line) {
        return !line.isEmpty() && Character.isDigit(line.charAt(0));
    }

    /** The last gap of two spaces that lets the line fit, or else the last space; none in the indentation. */
    private static int lastBreak(String line) {
        int columns = line.lastIndexOf("  ", WIDTH);
        int end = columns > WIDTH / 2 ? columns : line.lastIndexOf(' ', WIDTH);
        return line.substring(0, Math.max(0, end)).isBlank() ? -1 : end;
    }
}
