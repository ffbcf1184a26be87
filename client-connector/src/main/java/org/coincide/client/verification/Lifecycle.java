package org.coincide.client.verification;

import java.util.Locale;
import org.coincide.client.contract.Statuses;

/** The three lifecycles of a trade. */
public enum Lifecycle {
    ORDER {
        @Override
        String of(Statuses statuses) {
            return statuses.order();
        }
    },
    DELIVERY {
        @Override
        String of(Statuses statuses) {
            return statuses.delivery();
        }
    },
    PAYMENT {
        @Override
        String of(Statuses statuses) {
            return statuses.payment();
        }
    };

    abstract String of(Statuses statuses);

    /** The lifecycle's name in the contract. */
    String contractName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
