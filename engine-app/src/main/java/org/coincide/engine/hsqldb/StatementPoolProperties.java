package org.coincide.engine.hsqldb;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a connection to HSQLDB keeps of the statements that it has prepared.
 *
 * @param kept how many, for each connection; 0 keeps none
 */
@ConfigurationProperties("coincide.hsqldb.statements")
record StatementPoolProperties(@DefaultValue("200") int kept) {}
