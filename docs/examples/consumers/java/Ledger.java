import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file of JSON Lines: each message with its verdict. */
class Ledger {
    final Path file;
    Ledger(Path file) { this.file = file; }

    /** Returns the lines. Cuts off a last line whose write was interrupted; its message was not acknowledged. */
    List<String> lines() throws Exception {
        try (var written = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            String text = new String(Files.readAllBytes(file), ISO_8859_1);
            written.truncate(text.lastIndexOf('\n') + 1);
        }
        return Files.readAllLines(file);
    }
    void append(String verdict, String body, String signature) throws Exception {
        String line = Contract.canonical(Contract.map("verdict", verdict, "body", storable(body), "signature", storable(signature)));
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
    }

    /** Replaces NUL and unpaired surrogates, which no message of the contract has and no reader of the ledger accepts. */
    static String storable(String text) {
        int[] characters = text == null ? null : text.codePoints().map(c -> c == 0 || c >= 0xd800 && c <= 0xdfff ? 0xfffd : c).toArray();
        return text == null ? null : new String(characters, 0, characters.length);
    }
}
