package org.coincide.engine;

import java.util.List;
import org.coincide.engine.models.CheckCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server: accepts orders, runs their lifecycles in Camunda and publishes every change to the client that ordered. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class EngineApplication {

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(CheckCommand.NAME)) {
            System.exit(CheckCommand.run(List.of(arguments), System.out));
        }
        SpringApplication.run(EngineApplication.class, arguments);
    }
}
