package org.coincide.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Measures competitors that do the same work in turn. Each round begins with another competitor. Every competitor
 * does the work equally often, in a process of its own where it has one, because the compiler improves code that runs
 * more often.
 */
public final class Comparison {

    private final Map<String, Callable<Double>> contenders = new LinkedHashMap<>();
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    /** @param rate does the work once and returns the amount of work per second */
    public Comparison with(String name, Callable<Double> rate) {
        contenders.put(name, rate);
        rates.put(name, new ArrayList<>());
        return this;
    }

    /** Runs the warm-up rounds, then the measured rounds. */
    public Comparison run(int rounds) throws Exception {
        return run(BenchmarkForm.current().warmUp(), rounds);
    }

    /** Runs so many warm-up rounds, then the measured rounds. */
    public Comparison run(int warmUp, int rounds) throws Exception {
        List<String> names = List.copyOf(contenders.keySet());
        for (int round = 0; round < warmUp + rounds; round++) {
            for (int turn = 0; turn < names.size(); turn++) {
                String name = names.get((round + turn) % names.size());
                double rate = contenders.get(name).call();
                if (round >= warmUp) {
                    rates.get(name).add(rate);
                }
            }
        }
        return this;
    }

    public List<String> names() {
        return List.copyOf(contenders.keySet());
    }

    public double median(String name) {
        return median(rates.get(name));
    }

    /** The rates of the measured rounds, in order. */
    public List<Double> rates(String name) {
        return List.copyOf(rates.get(name));
    }

    /** The median of the rounds' ratios: a disturbance of a round affects both rates. */
    public double ratio(String name, String other) {
        return median(IntStream.range(0, rates.get(name).size())
                .mapToObj(round -> rates.get(name).get(round) / rates.get(other).get(round))
                .toList());
    }

    /** The middle value. */
    public static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
