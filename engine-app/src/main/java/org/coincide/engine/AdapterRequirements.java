package org.coincide.engine;

import java.util.List;
import org.coincide.engine.delivery.carrier.Carrier;
import org.coincide.engine.payment.bank.Bank;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.startup.StartupException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses the start of a server that has no payment provider, no bank or no carrier: neither by an adapter nor simulated. */
@Component
class AdapterRequirements implements BeanFactoryPostProcessor, EnvironmentAware {

    /** @param property names the adapter */
    private record Requirement(String partner, Class<?> port, String property) {}

    private static final List<Requirement> REQUIREMENTS = List.of(
            new Requirement("payment provider", PaymentProvider.class, "coincide.payment.provider"),
            new Requirement("bank", Bank.class, "coincide.payment.bank"),
            new Requirement("carrier", Carrier.class, "coincide.delivery.carrier"));

    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<Requirement> missing = REQUIREMENTS.stream()
                .filter(requirement -> beans.getBeanNamesForType(requirement.port(), true, false).length == 0)
                .toList();
        if (!missing.isEmpty()) {
            throw new StartupException(
                    String.join(" ", missing.stream().map(this::description).toList()),
                    "To try the server out, set coincide.simulation.enabled=true: no money and no goods move then. "
                            + "For production, put an adapter on the class path and name it in "
                            + String.join(
                                    ", ",
                                    missing.stream().map(Requirement::property).toList())
                            + " (docs/adapters.md).");
        }
    }

    private String description(Requirement requirement) {
        String name = environment.getProperty(requirement.property());
        return name == null
                ? "The server has no %s: %s is not set.".formatted(requirement.partner(), requirement.property())
                : "The server has no %s: %s is \"%s\", but no adapter of this name is on the class path."
                        .formatted(requirement.partner(), requirement.property(), name);
    }
}
