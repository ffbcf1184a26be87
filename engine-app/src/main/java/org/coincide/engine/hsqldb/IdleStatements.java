package org.coincide.engine.hsqldb;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.dbcp2.DelegatingPreparedStatement;
import org.apache.commons.dbcp2.PStmtKey;
import org.apache.commons.dbcp2.PoolingConnection;
import org.apache.commons.pool2.KeyedObjectPool;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/**
 * The idle prepared statements of a connection, one for each text. The least recently used ones are closed.
 *
 * <p>The pool of Commons Pool looks for waiting threads in the queues of all keys whenever an object is returned, which was a twentieth of
 * the work of an order. No thread ever waits for a statement here: one that is in use is prepared a second time.
 */
final class IdleStatements implements KeyedObjectPool<PStmtKey, DelegatingPreparedStatement> {

    private final PoolingConnection connection;
    private final int kept;
    private final Map<PStmtKey, DelegatingPreparedStatement> idle = new LinkedHashMap<>();
    private int active;
    private boolean closed;

    /** @param kept maximum number of idle statements */
    IdleStatements(PoolingConnection connection, int kept) {
        this.connection = connection;
        this.kept = kept;
    }

    @Override
    public synchronized DelegatingPreparedStatement borrowObject(PStmtKey key) throws SQLException {
        DelegatingPreparedStatement statement = idle.remove(key);
        if (statement == null) {
            statement = connection.makeObject(key).getObject();
        }
        connection.activateObject(key, new DefaultPooledObject<>(statement));
        active++;
        return statement;
    }

    @Override
    public synchronized void returnObject(PStmtKey key, DelegatingPreparedStatement statement) throws SQLException {
        active--;
        connection.passivateObject(key, new DefaultPooledObject<>(statement));
        if (closed || idle.containsKey(key)) {
            destroy(key, statement);
            return;
        }
        idle.put(key, statement);
        if (idle.size() > kept) {
            PStmtKey oldest = idle.keySet().iterator().next();
            destroy(oldest, idle.remove(oldest));
        }
    }

    @Override
    public synchronized void invalidateObject(PStmtKey key, DelegatingPreparedStatement statement) throws SQLException {
        active--;
        destroy(key, statement);
    }

    private void destroy(PStmtKey key, DelegatingPreparedStatement statement) throws SQLException {
        connection.destroyObject(key, new DefaultPooledObject<>(statement));
    }

    /** Does nothing: statements are prepared when they are needed. */
    @Override
    public void addObject(PStmtKey key) {}

    @Override
    public synchronized void clear() throws SQLException {
        for (PStmtKey key : List.copyOf(idle.keySet())) {
            clear(key);
        }
    }

    @Override
    public synchronized void clear(PStmtKey key) throws SQLException {
        DelegatingPreparedStatement statement = idle.remove(key);
        if (statement != null) {
            destroy(key, statement);
        }
    }

    /** The connection closes its statements. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.clear();
    }

    @Override
    public synchronized int getNumActive() {
        return active;
    }

    @Override
    public int getNumActive(PStmtKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized int getNumIdle() {
        return idle.size();
    }

    @Override
    public synchronized int getNumIdle(PStmtKey key) {
        return idle.containsKey(key) ? 1 : 0;
    }
}
