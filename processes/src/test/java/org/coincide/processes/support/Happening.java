package org.coincide.processes.support;

/** One thing that can happen to a trade that waits. */
sealed interface Happening {

    void happen(Trade trade, Delegates delegates);

    /** A waiting job runs, and what it calls says yes. */
    record Passed(String activityId) implements Happening {

        @Override
        public void happen(Trade trade, Delegates delegates) {
            delegates.reset();
            trade.pass(activityId);
        }

        @Override
        public String toString() {
            return activityId;
        }
    }

    /** A waiting job runs, and the bean that it calls answers with a business error. */
    record Refused(String activityId, String bean, String errorCode) implements Happening {

        @Override
        public void happen(Trade trade, Delegates delegates) {
            delegates.reset();
            delegates.refuse(bean, errorCode);
            trade.pass(activityId);
        }

        @Override
        public String toString() {
            return activityId + " refused with " + errorCode;
        }
    }

    /** A message arrives that the trade awaits. */
    record Received(String message) implements Happening {

        @Override
        public void happen(Trade trade, Delegates delegates) {
            trade.receive(message);
        }

        @Override
        public String toString() {
            return message;
        }
    }
}
