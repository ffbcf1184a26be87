package org.coincide.engine.simulation;

import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Creates the simulators' tables after the server's. Their schema history is a table of its own, so that the simulation can be
 * switched on and off without an effect on the production migrations.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSimulation
class SimulationSchemaConfiguration {

    @Bean
    FlywayMigrationStrategy serverAndSimulators() {
        return server -> {
            server.migrate();
            Flyway.configure()
                    .configuration(server.getConfiguration())
                    .locations("classpath:db/simulation")
                    .table("simulation_schema_history")
                    .load()
                    .migrate();
        };
    }
}
