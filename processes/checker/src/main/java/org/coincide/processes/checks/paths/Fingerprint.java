package org.coincide.processes.checks.paths;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * Grows from what it is given, in that order, to 128 bits that stand for it. Two that differ come out alike once in more walks than
 * anybody will make.
 */
final class Fingerprint {

    /** The fractions of the golden ratio and of the root of three, odd: no pattern of the input survives them. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final long ROOT = 0xBB67AE8584CAA73BL;
    private static final long NOTHING = 7;

    private long high = GOLDEN;
    private long low = ROOT;

    Key key() {
        return new Key(high, low);
    }

    Fingerprint add(long number) {
        high = mixed(high * ROOT + number);
        low = mixed(low * GOLDEN ^ number);
        return this;
    }

    Fingerprint add(boolean answer) {
        return add(answer ? 1 : 2);
    }

    /** What a variable may hold. */
    Fingerprint add(Object value) {
        if (value == null) {
            return add(NOTHING);
        }
        return value instanceof Number number ? add(number.longValue()) : add(of(value.toString()));
    }

    Fingerprint add(Key part) {
        high = mixed(high * ROOT + part.high());
        low = mixed(low * GOLDEN ^ part.low());
        return this;
    }

    /** All of these, whatever their order. */
    <T> Fingerprint addAnyOrder(List<T> all, BiConsumer<T, Fingerprint> write) {
        long highs = 0;
        long lows = 0;
        for (var one : all) {
            var print = new Fingerprint();
            write.accept(one, print);
            highs += mixed(print.high);
            lows += mixed(print.low);
        }
        high = mixed(high * ROOT + highs);
        low = mixed(low * GOLDEN ^ lows);
        return add(all.size());
    }

    /** A text as a number. */
    static long of(String text) {
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
