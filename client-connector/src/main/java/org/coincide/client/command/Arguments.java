package org.coincide.client.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coincide.client.exchange.Address;

/**
 * The arguments of a command.
 *
 * @param operands arguments after the name of the command that are no options
 * @param json true for output of JSON only
 * @param url address of the connector's HTTP API
 * @param settings options that are settings of the connector
 */
record Arguments(String command, List<String> operands, boolean json, URI url, List<String> settings) {

    private static final String URL = "--url=";
    private static final URI DEFAULT_URL = URI.create("http://127.0.0.1:8081");

    /** Returns the arguments, or empty if an option is unknown or a value invalid. */
    static Optional<Arguments> of(String[] arguments) {
        List<String> operands = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        var json = false;
        var url = DEFAULT_URL;
        for (var argument : List.of(arguments).subList(1, arguments.length)) {
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.startsWith(URL)) {
                var address = address(argument.substring(URL.length()));
                if (address.isEmpty()) {
                    return Optional.empty();
                }
                url = address.get();
            } else if (CommandLine.startsConnector(argument)) {
                settings.add(argument);
            } else if (argument.startsWith("-")) {
                return Optional.empty();
            } else {
                operands.add(argument);
            }
        }
        return Optional.of(new Arguments(arguments[0], List.copyOf(operands), json, url, List.copyOf(settings)));
    }

    /** An address has no path. */
    private static Optional<URI> address(String text) {
        return text.matches("https?://[^\\s/?#]+/?") ? Address.ofHttp(text.replaceAll("/$", "")) : Optional.empty();
    }
}
