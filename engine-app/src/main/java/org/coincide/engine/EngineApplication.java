package org.coincide.engine;

import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import javax.xml.datatype.DatatypeFactory;
import org.coincide.engine.broker.external.BrokerConfigurationCommand;
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
        // Stored times without a zone must not depend on the machine's. Before anything reads the default zone.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        // The engine asks for a factory at each timer. Without its name here, every jar is searched for one each time.
        System.setProperty(
                DatatypeFactory.DATATYPEFACTORY_PROPERTY,
                DatatypeFactory.newDefaultInstance().getClass().getName());
        CommandLine.answer(List.of(arguments), System.out, System.err).ifPresent(System::exit);
        if (arguments.length > 0 && arguments[0].equals(CheckCommand.NAME)) {
            System.exit(CheckCommand.run(List.of(arguments), System.out));
        }
        if (arguments.length > 0 && arguments[0].equals(BrokerConfigurationCommand.NAME)) {
            BrokerConfigurationCommand.run(arguments, System.out);
            return;
        }
        SpringApplication.run(EngineApplication.class, arguments);
    }
}
