package org.coincide.engine.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.coincide.engine.journal.DisabledPublication;

/**
 * A server of one variant in a process of its own, for the client's benchmark. The process executes commands from its
 * standard input, and ends with it. Its answers begin with {@code benchmark:}.
 */
public final class ServerProcess {

    private ServerProcess() {}

    /** @param arguments a {@link Variant} and a database, by name */
    public static void main(String[] arguments) throws IOException {
        Server server = Server.start(
                Variant.valueOf(arguments[0]),
                BenchmarkDatabase.valueOf(arguments[1]).database());
        answer("ready " + server.broker() + " " + server.secret());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            obey(server, order);
        }
        server.close();
        System.exit(0);
    }

    private static void obey(Server server, String order) {
        switch (order) {
            case "work" -> {
                server.work();
                answer("works");
            }
            case "rest" -> {
                server.rest();
                answer("rests");
            }
            case "closed" ->
                answer("closed " + server.bean(DisabledPublication.class).closed());
            default -> throw new IllegalArgumentException(order);
        }
    }

    private static void answer(String text) {
        System.out.println("benchmark: " + text);
    }
}
