package org.coincide.engine.benchmark;

import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;

/** The databases of the measurements. */
enum BenchmarkDatabase {
    HSQLDB {
        @Override
        Database database() {
            return Databases.hsqldb();
        }

        @Override
        Database forManyRows() {
            Database inMemory = Databases.hsqldb();
            return new Database(
                    inMemory.url()
                            + ";hsqldb.default_table_type=cached;hsqldb.cache_rows=1000000;hsqldb.cache_size=500000",
                    inMemory.username(),
                    inMemory.password());
        }
    },
    POSTGRESQL {
        @Override
        Database database() {
            return Databases.postgresql();
        }
    };

    abstract Database database();

    /** The database with the settings that it needs for many rows. */
    Database forManyRows() {
        return database();
    }
}
