package org.coincide.processes.paths.hash;

import java.util.List;
import java.util.function.BiConsumer;

/** Builds a 128-bit hash of the values that are added, in their order. A collision is not to be expected in any exploration. */
public final class HashBuilder {

    /** Odd fractions of the golden ratio and of the square root of three: no pattern of the input survives the multiplication. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final long ROOT = 0xBB67AE8584CAA73BL;
    private static final long NULL = 7;

    private long high = GOLDEN;
    private long low = ROOT;

    public Hash build() {
        return new Hash(high, low);
    }

    public HashBuilder add(long number) {
        high = mixed(high * ROOT + number);
        low = mixed(low * GOLDEN ^ number);
        return this;
    }

    public HashBuilder add(boolean answer) {
        return add(answer ? 1 : 2);
    }

    /** Adds the value of a process variable. */
    public HashBuilder add(Object value) {
        if (value == null) {
            return add(NULL);
        }
        return value instanceof Number number ? add(number.longValue()) : add(of(value.toString()));
    }

    public HashBuilder add(Hash part) {
        high = mixed(high * ROOT + part.high());
        low = mixed(low * GOLDEN ^ part.low());
        return this;
    }

    /** Adds all elements, regardless of their order. */
    public <T> HashBuilder addAnyOrder(List<T> elements, BiConsumer<T, HashBuilder> write) {
        long highs = 0;
        long lows = 0;
        for (var element : elements) {
            var hash = new HashBuilder();
            write.accept(element, hash);
            highs += mixed(hash.high);
            lows += mixed(hash.low);
        }
        high = mixed(high * ROOT + highs);
        low = mixed(low * GOLDEN ^ lows);
        return add(elements.size());
    }

    /** The 64-bit hash of a text. */
    public static long of(String text) {
        var number = GOLDEN;
        for (int index = 0; index < text.length(); index++) {
            number = (number ^ text.charAt(index)) * ROOT;
            number ^= number >>> 29;
        }
        return mixed(number);
    }

    private static long mixed(long number) {
        var mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
