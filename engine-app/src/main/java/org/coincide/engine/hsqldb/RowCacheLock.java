package org.coincide.engine.hsqldb;

import java.lang.reflect.Field;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.hsqldb.persist.DataFileCache;
import org.springframework.util.ReflectionUtils;

/**
 * The lock of HSQLDB's row cache, for many short reads by threads that do not disturb each other: each counts its reads in a memory line of
 * its own. A write waits until no thread reads; reads that begin meanwhile wait for its end. HSQLDB locks the cache at each step through an
 * index. Java's {@code ReentrantReadWriteLock} has all readers change one number, and each a map of its thread, which took a quarter of the
 * samples of a warm server.
 *
 * <p>A thread that writes may also read, and write again. One that reads must not write: HSQLDB reads one row at a time, and calls nothing
 * meanwhile that locks.
 */
final class RowCacheLock {

    /** Integers in two memory lines, which processors read together. */
    private static final int LINE = 32;

    /** Looks of a write, about a microsecond: a read takes less, so the write almost never has to wait longer. */
    private static final int SPINS = 100;

    /** Pause of a write while the processor is taken from a thread that reads. Linux adds some 50 microseconds to each pause. */
    private static final long PAUSE_NANOS = 20_000;

    private final int stripes = Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors());
    private final AtomicIntegerArray readers = new AtomicIntegerArray((stripes + 1) * LINE);
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Thread writer;

    /** Replaces the lock of a cache that no thread uses yet. */
    static void replaceIn(DataFileCache cache) {
        RowCacheLock lock = new RowCacheLock();
        set(cache, "readLock", lock.forReading());
        set(cache, "writeLock", lock.forWriting());
    }

    Lock forReading() {
        return new Reading();
    }

    Lock forWriting() {
        return new Writing();
    }

    private static void set(DataFileCache cache, String name, Lock lock) {
        Field field = ReflectionUtils.findField(DataFileCache.class, name, Lock.class);
        ReflectionUtils.makeAccessible(field);
        ReflectionUtils.setField(field, cache, lock);
    }

    private void read() {
        int own = own();
        while (true) {
            readers.incrementAndGet(own);
            Thread other = writer;
            if (other == null || other == Thread.currentThread()) {
                return;
            }
            readers.decrementAndGet(own);
            writing.lock();
            writing.unlock();
        }
    }

    private int own() {
        return ((int) Thread.currentThread().getId() & stripes - 1) * LINE + LINE;
    }

    private void write() {
        writing.lock();
        if (writing.getHoldCount() == 1) {
            writer = Thread.currentThread();
            for (int stripe = 1; stripe <= stripes; stripe++) {
                awaitNoReader(stripe * LINE);
            }
        }
    }

    private void awaitNoReader(int stripe) {
        for (int looks = 0; readers.get(stripe) > 0; looks++) {
            if (looks < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void endWrite() {
        if (writing.getHoldCount() == 1) {
            writer = null;
        }
        writing.unlock();
    }

    private final class Reading extends Unconditional {

        @Override
        public void lock() {
            read();
        }

        @Override
        public void unlock() {
            readers.decrementAndGet(own());
        }
    }

    private final class Writing extends Unconditional {

        @Override
        public void lock() {
            write();
        }

        @Override
        public void unlock() {
            endWrite();
        }
    }

    /** A lock that is taken only by {@link #lock()}, as HSQLDB does. */
    private abstract static class Unconditional implements Lock {

        @Override
        public void lockInterruptibly() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean tryLock() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException();
        }
    }
}
