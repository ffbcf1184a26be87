package org.coincide.engine.web.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collections;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.WebResourceRoot.ResourceSetType;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Serves the scripts of Camunda's pages from an extracted jar. Spring Boot looks for the resources of libraries in the JVM's class
 * path, which names only the application's own jar there; the libraries are in its manifest.
 */
@Component
class LibraryResourceCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String SCRIPTS = "META-INF/resources/plugin/";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                addLibraries(context);
            }
        }));
    }

    private void addLibraries(Context context) {
        try {
            for (URL scripts : Collections.list(getClass().getClassLoader().getResources(SCRIPTS))) {
                // The libraries inside the jar as it is built are nested, and Spring Boot finds them.
                if (scripts.toString().startsWith("jar:file:")
                        && scripts.openConnection() instanceof JarURLConnection library) {
                    context.getResources()
                            .createWebResourceSet(
                                    ResourceSetType.RESOURCE_JAR, "/", library.getJarFileURL(), "/META-INF/resources");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The scripts of Camunda's pages cannot be read", e);
        }
    }
}
