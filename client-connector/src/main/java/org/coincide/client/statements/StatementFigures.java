package org.coincide.client.statements;

import org.coincide.client.monitoring.Figure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The figure of messages that statements name and the ledger lacks. */
@Configuration(proxyBeanMethods = false)
class StatementFigures {

    @Bean
    Figure missingMessagesFigure(ServerStatements statements) {
        return new Figure(
                "coincide.messages.missing",
                null,
                "Trades whose last stated message the ledger lacks, and statements that were not received",
                limit -> statements.countMissing());
    }
}
