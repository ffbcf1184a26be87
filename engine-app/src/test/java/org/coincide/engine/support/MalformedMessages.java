package org.coincide.engine.support;

import jakarta.jms.JMSException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQMapMessage;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQObjectMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQStreamMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.command.ConsumerId;
import org.apache.activemq.util.ByteSequence;

/** JMS messages that a modified client can send and that no program can read, by the name of their defect. */
public final class MalformedMessages {

    private static final int MEBIBYTE = 1 << 20;
    private static final int LONG = 8_000;

    private MalformedMessages() {}

    /** A new message of each kind. None is accepted as an order, a request or a report. */
    public static Map<String, Supplier<ActiveMQMessage>> all() {
        Map<String, Supplier<ActiveMQMessage>> kinds = new LinkedHashMap<>();
        bodies(kinds);
        compressed(kinds);
        properties(kinds);
        otherTypes(kinds);
        headers(kinds);
        return kinds;
    }

    private static void bodies(Map<String, Supplier<ActiveMQMessage>> kinds) {
        kinds.put("no body", ActiveMQTextMessage::new);
        kinds.put("empty content", () -> text(new byte[0]));
        kinds.put("content of one byte", () -> text(new byte[] {0}));
        kinds.put("content of three bytes", () -> text(new byte[] {0, 0, 0}));
        kinds.put("length prefix too long by one", () -> text(prefixed(3, "{}")));
        kinds.put("length prefix of 2 GB", () -> text(prefixed(Integer.MAX_VALUE, "{}")));
        kinds.put("negative length prefix", () -> text(prefixed(-1, "{}")));
        kinds.put("least length prefix", () -> text(prefixed(Integer.MIN_VALUE, "{}")));
        kinds.put("length prefix too short", () -> text(prefixed(1, "{}")));
        kinds.put("length prefix of zero before a text", () -> text(prefixed(0, "{}")));
        kinds.put("bytes that are no UTF-8", () -> text(prefixed(new byte[] {(byte) 0xFF, (byte) 0xFE})));
        kinds.put("sequence of UTF-8 cut off", () -> text(prefixed(new byte[] {'{', (byte) 0xE2, (byte) 0x82})));
        kinds.put("lone continuation byte", () -> text(prefixed(new byte[] {(byte) 0x80})));
        kinds.put(
                "UTF-8 of four bytes",
                () -> text(prefixed(new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x98, (byte) 0x80})));
        kinds.put("lone high surrogate", () -> text(prefixed(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})));
        kinds.put("lone low surrogate", () -> text(prefixed(new byte[] {(byte) 0xED, (byte) 0xB0, (byte) 0x80})));
        kinds.put("NUL", () -> text(prefixed(new byte[] {(byte) 0xC0, (byte) 0x80})));
        kinds.put("random bytes", () -> text(noise(1_000)));
        kinds.put("half a megabyte of noise", () -> text(noise(MEBIBYTE / 2)));
    }

    private static void compressed(Map<String, Supplier<ActiveMQMessage>> kinds) {
        kinds.put("plain text marked as compressed", () -> compressed(prefixed("{}".length(), "{}")));
        kinds.put("empty content marked as compressed", () -> compressed(new byte[0]));
        kinds.put("compressed text cut off", () -> {
            byte[] whole = deflated(prefixed(noise(10_000)));
            return compressed(Arrays.copyOf(whole, whole.length / 2));
        });
        kinds.put("compressed text with wrong checksum", () -> {
            byte[] whole = deflated(prefixed("{}".length(), "{}"));
            whole[whole.length - 1] ^= 1;
            return compressed(whole);
        });
        kinds.put("compressed length of 2 GB", () -> compressed(deflated(prefixed(Integer.MAX_VALUE, "{}"))));
        kinds.put("compression bomb of 10 MB", () -> compressed(bomb(10)));
        kinds.put("compression bomb of 100 MB", () -> compressed(bomb(100)));
        kinds.put(
                "compressed text one byte over the limit",
                () -> compressed(deflated(prefixed(new byte[MEBIBYTE - Integer.BYTES + 1]))));
        kinds.put("text compressed twice", () -> compressed(deflated(deflated(prefixed(2, "{}")))));
        kinds.put("compressed noise", () -> compressed(noise(1_000)));
    }

    private static void properties(Map<String, Supplier<ActiveMQMessage>> kinds) {
        kinds.put("empty properties", () -> withProperties(new byte[0]));
        kinds.put("properties cut off", () -> withProperties(new byte[] {0, 0}));
        kinds.put("one property announced, none there", () -> withProperties(new byte[] {0, 0, 0, 1}));
        kinds.put("two billion properties", () -> withProperties(new byte[] {0x7F, -1, -1, -1}));
        kinds.put("negative number of properties", () -> withProperties(new byte[] {-1, -1, -1, -2}));
        kinds.put("property of an unknown type", () -> withProperties(new byte[] {0, 0, 0, 1, 0, 1, 'a', (byte) 0x7E}));
        kinds.put(
                "property name that is no UTF-8",
                () -> withProperties(new byte[] {0, 0, 0, 1, 0, 1, (byte) 0xFF, 1, 1}));
        kinds.put("properties of noise", () -> withProperties(noise(500)));
        kinds.put("broken properties and expired", () -> {
            ActiveMQMessage message = withProperties(new byte[] {0, 0, 0, 1});
            message.setExpiration(1);
            return message;
        });
        kinds.put("broken properties and not persistent", () -> {
            ActiveMQMessage message = withProperties(new byte[] {0, 0, 0, 1});
            message.setPersistent(false);
            return message;
        });
        kinds.put("broken properties and delivered often", () -> {
            ActiveMQMessage message = withProperties(new byte[] {0, 0, 0, 1});
            message.setRedeliveryCounter(1_000);
            return message;
        });
    }

    private static void headers(Map<String, Supplier<ActiveMQMessage>> kinds) {
        kinds.put("type of 8,000 characters", () -> {
            ActiveMQMessage message = text(prefixed(2, "{}"));
            message.setJMSType("x".repeat(LONG));
            return message;
        });
        kinds.put("correlation id of 8,000 characters with NUL", () -> {
            ActiveMQMessage message = text(prefixed(2, "{}"));
            message.setCorrelationId("x\u0000".repeat(LONG / 2));
            return message;
        });
        kinds.put("user id of another account", () -> {
            ActiveMQMessage message = text(prefixed(2, "{}"));
            message.setUserID("coincide.server");
            return message;
        });
        kinds.put("reply to another client's queue", () -> {
            ActiveMQMessage message = text(prefixed(2, "{}"));
            message.setReplyTo(new ActiveMQQueue("trading.client.globex"));
            return message;
        });
        kinds.put("group of one message that closes itself", () -> {
            ActiveMQMessage message = text(prefixed(2, "{}"));
            message.setGroupID("group");
            message.setGroupSequence(-1);
            return message;
        });
        kinds.put("message for an unknown consumer", () -> {
            ActiveMQMessage message = text(prefixed(2, "{}"));
            message.setTargetConsumerId(new ConsumerId("nobody:1:1"));
            return message;
        });
    }

    private static void otherTypes(Map<String, Supplier<ActiveMQMessage>> kinds) {
        kinds.put("message without a type of body", ActiveMQMessage::new);
        kinds.put("bytes message", () -> content(new ActiveMQBytesMessage(), "{}".getBytes(StandardCharsets.UTF_8)));
        kinds.put("map message of noise", () -> content(new ActiveMQMapMessage(), noise(100)));
        kinds.put("stream message of noise", () -> content(new ActiveMQStreamMessage(), noise(100)));
        kinds.put("object message of noise", () -> content(new ActiveMQObjectMessage(), noise(100)));
        kinds.put("object message of a list", () -> {
            ActiveMQObjectMessage message = new ActiveMQObjectMessage();
            try {
                message.setObject(new java.util.ArrayList<>(java.util.List.of("gadget")));
            } catch (JMSException impossible) {
                throw new IllegalStateException(impossible);
            }
            return message;
        });
    }

    private static ActiveMQMessage text(byte[] content) {
        return content(new ActiveMQTextMessage(), content);
    }

    private static ActiveMQMessage compressed(byte[] content) {
        ActiveMQMessage message = text(content);
        message.setCompressed(true);
        return message;
    }

    private static ActiveMQMessage withProperties(byte[] marshalled) {
        ActiveMQMessage message = text(prefixed("{}".length(), "{}"));
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(length);
            out.write(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] bomb(int mebibytes) {
        return deflated(prefixed(new byte[mebibytes * MEBIBYTE]));
    }

    private static byte[] deflated(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The same bytes each time. */
    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.Random(7).nextBytes(noise);
        return noise;
    }
}
