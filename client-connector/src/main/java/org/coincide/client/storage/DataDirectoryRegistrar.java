package org.coincide.client.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Opens the folder of an HSQLDB file before any bean is created, so that nothing in a refused folder is touched, and registers it
 * as a bean. Closes it after all other beans: Spring destroys the bean that was created first as the last. On another database
 * the client stores nothing on this machine.
 */
@Component
class DataDirectoryRegistrar implements BeanFactoryPostProcessor, EnvironmentAware, PriorityOrdered, DisposableBean {

    private static final String HSQLDB_FILE = "jdbc:hsqldb:file:";

    private Environment environment;
    private DataDirectory directory;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var url = environment.getProperty("spring.datasource.url", "");
        if (url.startsWith(HSQLDB_FILE)) {
            var file = Path.of(url.substring(HSQLDB_FILE.length()).split(";")[0])
                    .toAbsolutePath()
                    .normalize();
            directory =
                    DataDirectory.open(file, environment.getProperty("coincide.data-directory", ""), url, minFree());
            beans.registerSingleton("dataDirectory", directory);
        }
    }

    private DataSize minFree() {
        return Binder.get(environment)
                .bindOrCreate("coincide.storage", StorageProperties.class)
                .minFree();
    }

    @Override
    public void destroy() throws IOException {
        if (directory != null) {
            directory.close();
        }
    }
}
