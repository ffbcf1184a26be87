package org.coincide.engine.scale;

/**
 * The machines of a simulated system. Each shard of clients has a database, a relay and a broker of its own; the nodes are divided among the
 * shards.
 *
 * @param nodes number of servers
 * @param cores of each server
 * @param databaseCores of each database
 */
record Cluster(String name, int nodes, int cores, int shards, int databaseCores) {

    int nodesOfShard() {
        return nodes / shards;
    }
}
