package org.coincide.engine.hsqldb;

import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The use of HSQLDB's data file. HSQLDB reuses only part of the space of deleted rows, and a finished order leaves many.
 *
 * @param size used part of the file, in bytes
 * @param unused space of deleted rows that is not reused, in bytes
 */
record DataFile(long size, long unused) {

    private static final int PERCENT = 100;

    static DataFile of(JdbcClient database) {
        return database.sql(
                        """
                        SELECT FILE_FREE_POS AS size, FILE_LOST_BYTES AS unused
                        FROM INFORMATION_SCHEMA.SYSTEM_CACHEINFO""")
                .query(RecordMapper.of(DataFile.class))
                .optional()
                .orElse(new DataFile(0, 0));
    }

    /** Returns true if the next checkpoint compacts the file: there is enough to gain, and enough space for the copy. */
    boolean isCompactedUnder(CheckpointProperties properties, long freeSpace) {
        return properties.compactAbove() < PERCENT
                && size >= properties.compactFrom().toBytes()
                && unused * PERCENT > size * properties.compactAbove()
                && freeSpace > 2 * (size - unused);
    }
}
