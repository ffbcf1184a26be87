package org.coincide.engine.people;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.CoincideProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/** The server's next start, as far as people are concerned. */
public final class NextStart {

    private NextStart() {}

    /** @param people of the settings, by name, with their groups */
    public static void of(ApplicationContext server, Map<String, List<String>> people) {
        new CamundaUserInitializer(
                        server.getBean(WorkGroups.class),
                        server.getBean(CamundaUsers.class),
                        server.getBean(TransactionOperations.class),
                        new CoincideProperties(Path.of("target"), Map.of(), people, Map.of()),
                        server.getBean(AccountSecrets.class))
                .start();
    }
}
