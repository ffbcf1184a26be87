package org.coincide.engine.simulation;

import java.time.Clock;
import javax.sql.DataSource;
import org.coincide.engine.payment.bank.Bank;
import org.coincide.engine.payment.bank.BankContract;
import org.coincide.engine.payment.bank.BankEvents;
import org.coincide.engine.payment.bank.ExpectedTransfer;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.coincide.engine.polling.EagerPolls;
import org.springframework.jdbc.core.simple.JdbcClient;

class SimulatedBankContractTest extends BankContract {

    private final DataSource database = SimulationDatabase.create();

    @Override
    protected Bank bank() {
        return reportingTo(event -> {
            throw new AssertionError("Reported at once: " + event);
        });
    }

    private SimulatedBank reportingTo(BankEvents events) {
        return new SimulatedBank(
                JdbcClient.create(database),
                Clock.systemUTC(),
                events,
                SimulationDatabase.properties(CaptureSupport.IN_PARTS),
                EagerPolls.polls());
    }

    /** The simulated clients pay by themselves. */
    @Override
    protected void pay(ExpectedTransfer transfer) {}

    @Override
    protected void deliverEvents(BankEvents to) {
        reportingTo(to).reportDue();
    }
}
