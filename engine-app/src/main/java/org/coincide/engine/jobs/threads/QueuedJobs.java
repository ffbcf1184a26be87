package org.coincide.engine.jobs.threads;

/**
 * Jobs that wait for a thread.
 *
 * @param jobs executes them
 * @param ofRunningTrade false for jobs that were acquired from the database, and for the first job of an order
 * @param turn nanoseconds of the system's timer: the jobs with the earliest turn are executed first
 * @param number order of arrival
 */
record QueuedJobs(Runnable jobs, boolean ofRunningTrade, long turn, long number)
        implements Runnable, Comparable<QueuedJobs> {

    @Override
    public void run() {
        jobs.run();
    }

    @Override
    public int compareTo(QueuedJobs other) {
        int byTurn = Long.signum(turn - other.turn);
        return byTurn == 0 ? Long.compare(number, other.number) : byTurn;
    }
}
