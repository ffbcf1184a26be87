package org.coincide.client.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Edge cases of JSON in the style of public test suites, and random mutations of valid messages. */
public final class JsonCorpus {

    private static final String HALF_PAIR = Character.toString((char) 0xD83D);

    /** Values that are not JSON: no reader may accept a document with one of them. */
    private static final List<String> INVALID_VALUES = List.of(
            "",
            " ",
            "nul",
            "nulL",
            "tru",
            "True",
            "fals",
            "FALSE",
            "undefined",
            "NaN",
            "-NaN",
            "Infinity",
            "-Infinity",
            "-",
            "+",
            "+1",
            "++1",
            "--1",
            "-a",
            "01",
            "-01",
            "00",
            "1.",
            ".1",
            "-.1",
            "1.e1",
            "1e",
            "1e+",
            "1e-",
            "1E",
            "1e1.5",
            "1eE2",
            "0x1",
            "0xFF",
            "1_000",
            "1,000.5.2",
            "1 000",
            "1a",
            "1/2",
            "\uFF11",
            "\u0661",
            "'x'",
            "`x`",
            "x",
            "\"",
            "\"x",
            "x\"",
            "\"\\\"",
            "\"\\",
            "\"\\x\"",
            "\"\\a\"",
            "\"\\'\"",
            "\"\\0\"",
            "\"\\u\"",
            "\"\\u1\"",
            "\"\\u12\"",
            "\"\\u123\"",
            "\"\\u12G4\"",
            "\"\\U0041\"",
            "\"\\u 041\"",
            "\"\n\"",
            "\"\t\"",
            "\"\r\"",
            "\"\u0001\"",
            "\"\u001f\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud800x\"",
            "\"\\ud83d\\ud83d\"",
            "\"\\ude00\\ud83d\"",
            "\"x\" \"y\"",
            "[",
            "]",
            "[[",
            "[1",
            "[1,",
            "[,",
            "[,1]",
            "[1,]",
            "[1,,2]",
            "[1 2]",
            "[1;2]",
            "[1:2]",
            "[1}",
            "[\"x\"",
            "[x]",
            "[*]",
            "[/]",
            "{",
            "}",
            "{{",
            "{}}",
            "{,}",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,",
            "{\"a\":1,}",
            "{\"a\",1}",
            "{\"a\" 1}",
            "{\"a\"::1}",
            "{\"a\"=1}",
            "{a:1}",
            "{'a':1}",
            "{1:1}",
            "{null:1}",
            "{[]:1}",
            "{{}:1}",
            "{:1}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":1]",
            "{\"a\":}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":2}",
            "{\"\\u0000\":1}",
            "{\"\\ud800\":1}",
            "// x\n1",
            "/* x */ 1",
            "1 // x",
            "1 /* x */",
            "# x\n1",
            "<!-- x --> 1",
            "<x/>",
            "---\nx: 1",
            "\u00A01",
            "\u2028",
            "\u20601",
            "1\f",
            "1\u000B",
            "@1",
            "$1",
            "%1",
            "&1",
            "(1)",
            "<1>",
            "?1",
            "~1",
            "1;",
            "function(){}",
            "new Date()",
            "\\u0031",
            "\\",
            "1\\n");

    /** Values that are JSON, at the limits of readers: refused with a reason, or ignored where a reader ignores the property. */
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-0.0",
            "1.0",
            "1E2",
            "1e-2",
            "1e400",
            "1e-400",
            "-1e400",
            "123456789012345678901234567890",
            "0.1234567890123456789012345678901234",
            "1e999999999",
            "1e-999999999",
            "1e2147483648",
            "-1e-2147483649",
            "\"\"",
            "\" \"",
            "\"\\/\"",
            "\"\\b\\f\\n\\r\\t\"",
            "\"\\u0041\"",
            "\"\\u2028\"",
            "\"\\ufeff\"",
            "\"\\uffff\"",
            "\"\\ud83d\\ude00\"",
            "\"\u007f\"",
            "\"\uFDD0\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"\":1}",
            "{\" \":1}",
            "{\"__proto__\":{}}",
            "{\"@type\":\"java.lang.Object\"}",
            " \t\r\n1");

    private static final List<String> INSERTED = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\\",
            "\\u0000",
            "\\ud800",
            HALF_PAIR,
            "\u0000",
            "\n",
            "0",
            "-",
            "9999999999",
            "1e400",
            ".5",
            "null",
            "\uFEFF",
            "\u202E",
            "//",
            "'",
            "\"a\":1,",
            "\u00e9");

    private JsonCorpus() {}

    /** Documents that are not JSON, or not one document. */
    public static List<String> invalid(String valid) {
        String start = valid.substring(0, valid.length() - 1);
        List<String> documents = new ArrayList<>();
        INVALID_VALUES.forEach(value -> documents.add(start + ",\"corpus\":" + value + "}"));
        documents.addAll(List.of(
                "",
                " ",
                "null",
                "\"x\"",
                "[]",
                "1",
                start,
                valid + valid,
                valid + "x",
                valid + "}",
                valid + "]",
                valid + ",",
                valid + " " + valid,
                valid.substring(1),
                "[" + valid,
                "\uFEFF\uFEFF" + valid,
                "\u0000" + valid,
                valid + "\u0000",
                "[".repeat(50_000),
                "{\"a\":".repeat(50_000),
                start + ",\"deep\":" + "[".repeat(500) + "]".repeat(500) + "}",
                start + ",\"long\":" + "1".repeat(10_000) + "}"));
        return documents;
    }

    /** JSON with values that readers handle differently. */
    public static Stream<String> odd(String valid) {
        String start = valid.substring(0, valid.length() - 1);
        return ODD_VALUES.stream().map(value -> start + ",\"corpus\":" + value + "}");
    }

    /** The text after one to four random changes. */
    public static String mutated(String valid, Random random) {
        StringBuilder text = new StringBuilder(valid);
        for (int change = random.nextInt(4); change >= 0 && !text.isEmpty(); change--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.insert(at, INSERTED.get(random.nextInt(INSERTED.size())));
                case 3 -> text.replace(at, at + 1, INSERTED.get(random.nextInt(INSERTED.size())));
                case 4 -> text.setCharAt(at, (char) random.nextInt(Character.MAX_VALUE));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }
}
