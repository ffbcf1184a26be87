package org.coincide.processes.checks.conventions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names as words, and words as the parts of an identifier. */
final class Words {

    private Words() {}

    /** "Hand over consignment", "payment.received", "OUT_OF_STOCK" → HandOverConsignment, PaymentReceived, OutOfStock. */
    static String upperCamel(String name) {
        return of(name).stream()
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The words of a name, in lower case, without what stands between them. */
    static List<String> of(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The words of an identifier's last part: Gateway_InStock → in, stock. */
    static List<String> ofId(String id) {
        return of(suffix(id).replaceAll("(?<=[a-z0-9])(?=[A-Z])", " "));
    }

    static String prefix(String id) {
        return id.substring(0, id.indexOf('_') + 1);
    }

    static String suffix(String id) {
        return id.substring(id.indexOf('_') + 1);
    }

    /** What two elements have in common that do the same: Task_CancelConsignment_Faulty → CancelConsignment. */
    static String meaning(String id) {
        return suffix(id).replaceFirst("_[A-Z][A-Za-z0-9]*$", "");
    }

    static String lowerFirst(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** "Order received": one capital letter, at the front. */
    static boolean isSentence(String name) {
        return name != null && name.matches("[A-Z][^A-Z]*");
    }
}
