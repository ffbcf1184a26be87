package org.coincide.processes.references;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Splits names and identifiers into words. */
public final class NameWords {

    private NameWords() {}

    /** Converts "Hand over consignment" to HandOverConsignment, and "payment.received" to PaymentReceived. */
    public static String upperCamel(String name) {
        return of(name).stream()
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The words of a name, in lower case. */
    public static List<String> of(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The words of an identifier after its prefix: Gateway_InStock gives in, stock. */
    public static List<String> ofId(String id) {
        return of(suffix(id).replaceAll("(?<=[a-z0-9])(?=[A-Z])", " "));
    }

    public static String suffix(String id) {
        return id.substring(id.indexOf('_') + 1);
    }

    /** The common part of identifiers with the same name: Task_CancelConsignment_Faulty gives CancelConsignment. */
    public static String stem(String id) {
        return suffix(id).replaceFirst("_[A-Z][A-Za-z0-9]*$", "");
    }

    public static String lowerFirst(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** Returns whether only the first letter is a capital, as in "Order received". */
    public static boolean isSentence(String name) {
        return name != null && name.matches("[A-Z][^A-Z]*");
    }
}
