package org.coincide.engine.hsqldb;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the pool of prepared statements of an HSQLDB connection.
 *
 * @param kept maximum number of idle statements of each connection; 0 disables the pool
 */
@ConfigurationProperties("coincide.hsqldb.statements")
record StatementPoolProperties(@DefaultValue("200") int kept) {}
