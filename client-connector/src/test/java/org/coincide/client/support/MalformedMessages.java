package org.coincide.client.support;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.DeflaterOutputStream;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQMapMessage;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQObjectMessage;
import org.apache.activemq.command.ActiveMQStreamMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.util.ByteSequence;

/** JMS messages that a modified sender can write and that no program can read, by the name of their defect. */
public final class MalformedMessages {

    private static final int MEBIBYTE = 1 << 20;

    private MalformedMessages() {}

    /** A new message of each kind. */
    public static Map<String, Supplier<ActiveMQMessage>> all() {
        Map<String, Supplier<ActiveMQMessage>> kinds = new LinkedHashMap<>();
        kinds.put("no body", ActiveMQTextMessage::new);
        kinds.put("empty content", () -> text(new byte[0]));
        kinds.put("content of three bytes", () -> text(new byte[3]));
        kinds.put("length too long by one", () -> text(prefixed(3, "{}")));
        kinds.put("length of 2 GB", () -> text(prefixed(Integer.MAX_VALUE, "{}")));
        kinds.put("negative length", () -> text(prefixed(-1, "{}")));
        kinds.put("bytes that are no UTF-8", () -> text(prefixed(new byte[] {(byte) 0xFF, (byte) 0xFE})));
        kinds.put("UTF-8 cut off", () -> text(prefixed(new byte[] {'{', (byte) 0xE2, (byte) 0x82})));
        kinds.put("lone high surrogate", () -> text(prefixed(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})));
        kinds.put("NUL", () -> text(prefixed(new byte[] {(byte) 0xC0, (byte) 0x80})));
        kinds.put("noise", () -> text(noise(1_000)));
        kinds.put("plain text marked as compressed", () -> compressed(prefixed(2, "{}")));
        kinds.put("compressed length of 2 GB", () -> compressed(deflated(prefixed(Integer.MAX_VALUE, "{}"))));
        kinds.put("compression bomb of 100 MB", () -> compressed(deflated(prefixed(new byte[100 * MEBIBYTE]))));
        kinds.put("properties cut off", () -> withProperties(new byte[] {0, 0}));
        kinds.put("two billion properties", () -> withProperties(new byte[] {0x7F, -1, -1, -1}));
        kinds.put("properties of noise", () -> withProperties(noise(500)));
        kinds.put("no type of body", ActiveMQMessage::new);
        kinds.put("bytes", () -> content(new ActiveMQBytesMessage(), noise(10)));
        kinds.put("map of noise", () -> content(new ActiveMQMapMessage(), noise(100)));
        kinds.put("stream of noise", () -> content(new ActiveMQStreamMessage(), noise(100)));
        kinds.put("object of noise", () -> content(new ActiveMQObjectMessage(), noise(100)));
        return kinds;
    }

    private static ActiveMQMessage text(byte[] content) {
        return content(new ActiveMQTextMessage(), content);
    }

    private static ActiveMQMessage compressed(byte[] content) {
        var message = text(content);
        message.setCompressed(true);
        return message;
    }

    private static ActiveMQMessage withProperties(byte[] marshalled) {
        var message = text(prefixed(2, "{}"));
        message.setMarshalledProperties(new ByteSequence(marshalled));
        return message;
    }

    private static ActiveMQMessage content(ActiveMQMessage message, byte[] content) {
        message.setContent(new ByteSequence(content));
        return message;
    }

    private static byte[] prefixed(byte[] text) {
        return prefixed(text.length, text);
    }

    private static byte[] prefixed(int length, String text) {
        return prefixed(length, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] prefixed(int length, byte[] text) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(length);
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflated(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same bytes each time. */
    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }
}
