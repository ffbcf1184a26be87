package org.coincide.client;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The client: places orders, verifies every message of the server, and keeps the ledger. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ClientApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ClientApplication.class, arguments);
    }
}
