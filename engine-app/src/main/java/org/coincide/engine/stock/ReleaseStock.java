package org.coincide.engine.stock;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Task_ReleaseStock: what the trade had reserved is for others again. */
@Component
class ReleaseStock implements JavaDelegate {

    private final Stock stock;

    ReleaseStock(Stock stock) {
        this.stock = stock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        stock.release(execution.getProcessBusinessKey());
    }
}
