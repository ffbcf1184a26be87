package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.verification.WarningType.AFTER_CLOSE;
import static org.coincide.client.verification.WarningType.ILLEGAL_TRANSITION;
import static org.coincide.client.verification.WarningType.UNKNOWN_STATUS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Which step may follow which, and what may follow the end. */
class TransitionRulesTest extends AbstractVerifierTest {

    @Test
    void aStatusThatThisVersionDoesNotKnowIsWarnedOfAndNeverCoerced() {
        coincides(story.information());

        warns(story.untold(data -> data.put("order", "ASCENDED")), UNKNOWN_STATUS);
        warns(story.untold(data -> data.put("delivery", "TELEPORTED")), UNKNOWN_STATUS);
        warns(story.untold(data -> data.put("payment", "BARTERED")), UNKNOWN_STATUS);
    }

    @Test
    void aTradeThatBeginsWithAnUnknownOrALaterStatusIsWarnedOf() {
        warns(story.informationWith(data -> ((ObjectNode) data.get("statuses")).put("order", "BORN")), UNKNOWN_STATUS);
        warns(
                story.informationWith(data -> ((ObjectNode) data.get("statuses")).put("payment", "PAID")),
                ILLEGAL_TRANSITION);
    }

    @Test
    void aStepThatTheLifecycleDoesNotAllowIsWarnedOf() {
        coincides(story.information());

        warns(story.untold(data -> data.put("order", "COMPLETED")), ILLEGAL_TRANSITION);
        warns(story.untold(data -> data.put("delivery", "DELIVERED")), ILLEGAL_TRANSITION);
        warns(story.untold(data -> data.put("payment", "REFUNDED")), ILLEGAL_TRANSITION);
    }

    @Test
    void aHoldEndsWhereItCameFrom() {
        coincides(story.information());
        coincides(story.move("order", "ACCEPTED"));
        coincides(story.move("order", "ON_HOLD"));
        coincides(story.move("payment", "AUTHORIZED"));

        warns(story.untold(data -> data.put("order", "IN_PROGRESS")), ILLEGAL_TRANSITION);
        warns(story.untold(data -> data.put("order", "RECEIVED")), ILLEGAL_TRANSITION);
        warns(story.untold(data -> data.put("order", "CANCELLED")), ILLEGAL_TRANSITION);
        coincides(story.move("order", "ACCEPTED"));
    }

    @Test
    void onlyAnOrderHeldFromTheStartMayBeCancelledAtOnce() {
        coincides(story.information());
        coincides(story.move("order", "ON_HOLD"));
        coincides(story.move("order", "CANCELLED"));
    }

    @Test
    void anythingButReturnsAndRefundsAfterTheCloseIsWarnedOf() {
        coincides(story.information());
        coincides(story.move("payment", "FAILED"));
        coincides(story.move("delivery", "CANCELLED"));
        coincides(story.move("order", "CANCELLED"));
        assertThat(books.trade(story.tradingId()).orElseThrow().closed()).isTrue();

        warns(story.untold(data -> data.put("payment", "PENDING")), AFTER_CLOSE);
        warns(story.untold(data -> {}), AFTER_CLOSE);
    }

    @Test
    void returnsAndRefundsMayFollowTheClose() {
        story.ordinary().forEach(this::coincides);

        coincides(story.move("delivery", "PARTIALLY_RETURNED"));
        coincides(story.move("payment", "PARTIALLY_REFUNDED"));
        coincides(story.move("delivery", "RETURNED"));
        coincides(story.move("payment", "REFUNDED"));
        assertThat(books.trade(story.tradingId()).orElseThrow().closed()).isTrue();
    }
}
