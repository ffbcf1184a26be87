package org.coincide.engine.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/** Has every command say that it lost a race in the same way, see {@link OptimisticLockingInterceptor}. */
@Component
class OptimisticLockingPlugin extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPreCommandInterceptorsTxRequired(
                withTornReads(engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                withTornReads(engine.getCustomPreCommandInterceptorsTxRequiresNew()));
    }

    private static List<CommandInterceptor> withTornReads(List<CommandInterceptor> others) {
        List<CommandInterceptor> interceptors = new ArrayList<>();
        if (others != null) {
            interceptors.addAll(others);
        }
        interceptors.add(new OptimisticLockingInterceptor());
        return interceptors;
    }
}
