package org.coincide.engine.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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
 * Opens the data directory before any bean is created, so that nothing in a refused directory is touched, and registers it as a
 * bean. Closes it after all other beans: Spring destroys the bean that was created first as the last.
 */
@Component
class DataDirectoryRegistrar implements BeanFactoryPostProcessor, EnvironmentAware, PriorityOrdered, DisposableBean {

    private static final String HSQLDB_FILE = "jdbc:hsqldb:file:";

    private final Deque<DataDirectory> opened = new ArrayDeque<>();
    private Environment environment;

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
        DataDirectory directory =
                DataDirectory.open(environment.getProperty("coincide.data-directory", "./data"), minFree());
        opened.push(directory);
        if (environment.getProperty("coincide.broker.embedded", Boolean.class, true)) {
            directory.create("broker");
        }
        String url = environment.getProperty("spring.datasource.url", "");
        databaseFile(url).ifPresent(file -> openDatabase(directory, file, url));
        beans.registerSingleton("dataDirectory", directory);
    }

    private DataSize minFree() {
        return Binder.get(environment)
                .bindOrCreate("coincide.storage", StorageProperties.class)
                .minFree();
    }

    private void openDatabase(DataDirectory directory, Path file, String url) {
        if (file.getParent().equals(directory.path().resolve("server"))) {
            directory.create("server");
        } else {
            opened.push(DataDirectory.ofDatabase(file, url));
        }
    }

    /** The path of an HSQLDB file, without extension. */
    private static Optional<Path> databaseFile(String url) {
        return url.startsWith(HSQLDB_FILE)
                ? Optional.of(Path.of(url.substring(HSQLDB_FILE.length()).split(";")[0])
                        .toAbsolutePath()
                        .normalize())
                : Optional.empty();
    }

    @Override
    public void destroy() throws IOException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
