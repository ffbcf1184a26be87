package org.coincide.engine.scale;

/**
 * Measured times of one trade on one core. All are means in milliseconds.
 *
 * @param node CPU time of the server for a trade
 * @param database CPU time of PostgreSQL for a trade
 * @param transactions of a trade that write, one after the other
 * @param commit time until the disk has stored a transaction; commits do not wait for each other
 * @param messages of a trade
 * @param relay time of the relay for one message of a batch
 * @param broker time of the broker for one message of a batch
 */
record ServiceTimes(
        double node, double database, int transactions, double commit, int messages, double relay, double broker) {

    private static final double MILLIS = 1000;

    /** The most trades per second: as many as the slowest part of the machines can serve. */
    double limit(Cluster cluster) {
        double nodes = cluster.nodes() * cluster.cores() / node;
        double databases = cluster.shards() * cluster.databaseCores() / database;
        double publishing = cluster.shards() / (messages * Math.max(relay, broker));
        return MILLIS * Math.min(nodes, Math.min(databases, publishing));
    }
}
