package org.coincide.engine.delivery.tasks;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.delivery.consignments.Claims;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.delivery.consignments.ConsignmentSubscriptions;
import org.coincide.engine.delivery.consignments.Consignments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consignment that is given up, and its invoice. */
class WithdrawClaimTest {

    private static final Consignment RETURNED =
            new Consignment("t-1/1", "t-1", 1, ConsignmentStatus.RETURNED_TO_SENDER, 1, null, "Parcel Post", "PP-17");

    private final Consignments consignments = mock(Consignments.class);
    private final Claims claims = mock(Claims.class);
    private final ConsignmentSubscriptions waiting = mock(ConsignmentSubscriptions.class);
    private final RuntimeService engine = mock(RuntimeService.class);
    private final DelegateExecution execution = mock(DelegateExecution.class);
    private final SettlementModels models = mock(SettlementModels.class);
    private final WithdrawClaim task = new WithdrawClaim(consignments, claims, waiting, models, engine);

    @BeforeEach
    void giveUp() {
        when(execution.getProcessBusinessKey()).thenReturn("t-1");
        when(execution.getVariable("consignment")).thenReturn(1L);
        when(consignments.find("t-1/1")).thenReturn(Optional.of(RETURNED));
        when(waiting.at(any(), any())).thenReturn(Optional.empty());
        when(execution.getProcessDefinitionId()).thenReturn("delivery:7");
        when(models.expectGivenUpClaims("delivery:7")).thenReturn(true);
    }

    /** The bank is unavailable: the retry would issue an invoice that nobody withdraws. */
    @Test
    void anInvoiceThatIsBeingIssuedIsWaitedFor() {
        when(claims.isBeingInvoiced(RETURNED)).thenReturn(true);
        assertThatIllegalStateException()
                .isThrownBy(() -> task.execute(execution))
                .withMessageContaining("is being issued");
    }

    @Test
    void anOpenInvoiceIsWithdrawn() {
        when(waiting.at("invoice.withdrawn", RETURNED)).thenReturn(Optional.of("e-1"));
        task.execute(execution);
        verify(engine).messageEventReceived("invoice.withdrawn", "e-1");
    }

    @Test
    void aConsignmentWithoutAnInvoiceIsGivenUp() {
        task.execute(execution);
        verify(claims).giveUp(RETURNED);
        verify(execution).setVariable("claimWithdrawn", true);
    }

    /** Otherwise an invoice that is asked for in between would be neither seen nor refused. */
    @Test
    void theClaimIsGivenUpBeforeItsInvoiceIsLookedFor() {
        task.execute(execution);
        var inOrder = inOrder(claims, waiting);
        inOrder.verify(claims).giveUp(RETURNED);
        inOrder.verify(claims).isBeingInvoiced(RETURNED);
        inOrder.verify(waiting).at("invoice.withdrawn", RETURNED);
    }

    @Test
    void modelsThatDoNotExpectItCollectThePayment() {
        when(models.expectGivenUpClaims("delivery:7")).thenReturn(false);
        task.execute(execution);
        verify(claims, never()).giveUp(any());
        verify(execution).setVariable("claimWithdrawn", true);
    }
}
