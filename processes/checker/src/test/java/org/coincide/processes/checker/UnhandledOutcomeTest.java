package org.coincide.processes.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.paths.PathChecker;
import org.coincide.processes.paths.PathViolation;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ServerInterfaceReader;
import org.coincide.processes.server.TradeCondition;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A delegate that gains an outcome which the models do not handle fails the build. */
class UnhandledOutcomeTest {

    /** Gains an error. */
    @DelegateOutcome(variables = "consignmentSent=true")
    @DelegateOutcome(error = "CARRIER_ON_STRIKE")
    private static final class ThrowsUnhandledError {}

    /** Gains an outcome without the variable that the models read. */
    @DelegateOutcome(variables = "stockReserved=true")
    private static final class OmitsVariable {}

    /** Gains a value that no condition covers. */
    @DelegateOutcome(variables = "goodsReturned=some", when = TradeCondition.GOODS_DELIVERED)
    private static final class SetsUnhandledValue {}

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "handOverConsignment | ThrowsUnhandledError | throws the error CARRIER_ON_STRIKE, which nothing catches",
                "planDelivery | OmitsVariable | cannot evaluate",
                "bookReturnedGoods | SetsUnhandledValue | cannot decide on ${goodsReturned}: its value is some"
            })
    void anOutcomeThatTheModelsDoNotHandleIsFound(String delegate, String planted, String violation)
            throws ClassNotFoundException {
        var type = Class.forName(UnhandledOutcomeTest.class.getName() + "$" + planted);
        var server = DeclaredServer.INTERFACE.with(delegate, ServerInterfaceReader.delegate(type));
        var result = PathChecker.checkUntil(violation, Models.with(Models.all()), server, CheckLimits.DEFAULT);
        assertThat(result.violations()).extracting(PathViolation::text).anySatisfy(text -> assertThat(text)
                .startsWith(violation));
    }
}
