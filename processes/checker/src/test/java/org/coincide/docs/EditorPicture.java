package org.coincide.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A picture of the guide for editors: the panel of one element of the example's model. A text chunk of the PNG file contains the digest
 * of the model and of the element templates.
 */
record EditorPicture(String name, String element, List<String> openGroups) {

    private static final Path ROOT = Documentation.ofThisRepository().root();
    private static final Path TEMPLATES = ROOT.resolve("processes/.camunda/element-templates");
    private static final String KEYWORD = "model-sha256";
    /** The eight bytes of the signature, and the chunk IHDR with its 13 bytes, its length, its type and its checksum. */
    private static final int END_OF_HEADER = 8 + 13 + 12;

    static Stream<EditorPicture> all() {
        return Stream.of(
                new EditorPicture(
                        "editing-form",
                        "Task_CheckQuality",
                        List.of("Forms", "Task listeners", "Create: Delegate expression")),
                new EditorPicture(
                        "editing-call", "Task_CancelConsignment_Faulty", List.of("General", "Call", "Job execution")),
                new EditorPicture("editing-status", "EndEvent_GoodsFaulty", List.of("Status for the client")));
    }

    static String model() {
        return ModelDiagram.text(ROOT.resolve("docs/examples/quality-check/dispatch.bpmn"));
    }

    /** The texts of all element templates, in the order of their file names. */
    static List<String> templates() {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            return files.sorted().map(ModelDiagram::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isCurrent() {
        try {
            return Files.exists(png())
                    && new String(Files.readAllBytes(png()), StandardCharsets.ISO_8859_1).contains(note());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(byte[] screenshot) throws IOException {
        byte[] text = ("tEXt" + note()).getBytes(StandardCharsets.ISO_8859_1);
        var checksum = new CRC32();
        checksum.update(text);
        var file = new ByteArrayOutputStream();
        file.write(screenshot, 0, END_OF_HEADER);
        file.write(number(text.length - "tEXt".length()));
        file.write(text);
        file.write(number((int) checksum.getValue()));
        file.write(screenshot, END_OF_HEADER, screenshot.length - END_OF_HEADER);
        Files.write(png(), file.toByteArray());
    }

    Path png() {
        return ROOT.resolve("docs/images").resolve(name + ".png");
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static String note() {
        return KEYWORD + '\0' + digest();
    }

    private static String digest() {
        try {
            String shown = (model() + String.join("", templates())).replace("\r\n", "\n");
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(shown.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return name + ".png";
    }
}
